package dev.carafe.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.cli.answer.Answer;
import dev.carafe.cli.bench.PodsMeasure;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How nodes run pods.
record PodsFigures(List<Part> parts) implements Answer {
  PodsFigures {
    parts = List.copyOf(parts);
  }

  /// What one node has shown.
  ///
  /// @param name for scripts
  /// @param where for a person: what machine, and whether it is emulated
  /// @param lacking why there are no figures, where there are none
  record Part(
      String name, String where, Map<PodsMeasure, Double> figures, Optional<String> lacking) {
    Part {
      figures = figures.isEmpty() ? Map.of() : new EnumMap<>(figures);
    }

    static Part of(String name, String where, Map<PodsMeasure, Double> figures) {
      return new Part(name, where, figures, Optional.empty());
    }

    static Part lacking(String name, String where, String why) {
      return new Part(name, where, Map.of(), Optional.of(why));
    }
  }

  @Override
  public void writeText(PrintWriter out) {
    String gap = "";
    for (Part part : parts) {
      out.print(gap);
      if (part.lacking().isPresent()) {
        out.println(part.where() + ": could not be measured: " + part.lacking().get());
      } else {
        out.println(part.where());
        new FigureTable(part.figures()).writeText(out);
      }
      gap = System.lineSeparator();
    }
  }

  @Override
  public void writeJson(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("parts");
    for (Part part : parts) {
      json.writeStartObject();
      json.writeStringField("name", part.name());
      json.writeStringField("where", part.where());
      if (part.lacking().isPresent()) {
        json.writeStringField("lacking", part.lacking().get());
      }
      new FigureTable(part.figures()).writeJson(json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
