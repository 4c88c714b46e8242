package dev.carafe.cli.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Consumer;

/// An answer that is one JSON value.
///
/// @param text writes it for a person
public record Told(Json json, Consumer<PrintWriter> text) implements Answer {

  /// One that a person reads leaf by leaf.
  public static Told of(Json json) {
    return new Told(json, out -> Leaves.write(json, out));
  }

  @Override
  public void writeText(PrintWriter out) {
    text.accept(out);
  }

  @Override
  public void writeJson(JsonGenerator generator) throws IOException {
    generator.writeRawValue(JsonWriter.indented(json).strip());
  }
}
