package dev.carafe.node.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// Writes JSON documents.
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  static String document(Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("could not write JSON: " + e.getMessage(), e);
    }
    return text.toString();
  }

  /// Writes the fields of an object.
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }
}
