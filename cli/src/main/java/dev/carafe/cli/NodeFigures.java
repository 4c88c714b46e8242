package dev.carafe.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.cli.answer.Answer;
import dev.carafe.cli.bench.NodeMeasure;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// What the agent takes on this machine.
record NodeFigures(Map<NodeMeasure, Double> figures) implements Answer {
  NodeFigures {
    figures = new EnumMap<>(figures);
  }

  @Override
  public void writeText(PrintWriter out) {
    out.printf("%-46s %12s %10s%n", "", "carafe", "bar");
    figures.forEach((measure, figure) ->
        out.println(
            String.format(
                    Locale.ROOT,
                    "%-46s %12s %10s  %s",
                    measure.label(),
                    String.format(Locale.ROOT, "%.2f %s", figure, measure.unit()),
                    measure.bar() == 0 ? "" : String.format(Locale.ROOT, "%.0f", measure.bar()),
                    measure.allows(figure) ? "" : "MISSED")
                .stripTrailing()));
    out.println();
    out.println("As a process of this machine, with services whose restart takes no time.");
  }

  @Override
  public void writeJson(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("measures");
    for (Map.Entry<NodeMeasure, Double> entry : figures.entrySet()) {
      json.writeStartObject();
      json.writeStringField("name", entry.getKey().name().toLowerCase(Locale.ROOT));
      json.writeNumberField("figure", entry.getValue());
      json.writeStringField("unit", entry.getKey().unit());
      if (entry.getKey().bar() != 0) {
        json.writeNumberField("bar", entry.getKey().bar());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
