package dev.carafe.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.cli.answer.Answer;
import dev.carafe.cli.bench.NodeMeasure;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;

/// What the agent takes on this machine.
record NodeFigures(Map<NodeMeasure, Double> figures) implements Answer {
  NodeFigures {
    figures = new EnumMap<>(figures);
  }

  @Override
  public void writeText(PrintWriter out) {
    new FigureTable(figures).writeText(out);
    out.println();
    out.println("As a process of this machine, with services whose restart takes no time.");
  }

  @Override
  public void writeJson(JsonGenerator json) throws IOException {
    json.writeStartObject();
    new FigureTable(figures).writeJson(json);
    json.writeEndObject();
  }
}
