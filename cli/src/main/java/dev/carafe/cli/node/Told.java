package dev.carafe.cli.node;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.cli.answer.Answer;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Consumer;

/// What a node has told.
record Told(Json json, Consumer<PrintWriter> text) implements Answer {

  static Told of(Json json) {
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
