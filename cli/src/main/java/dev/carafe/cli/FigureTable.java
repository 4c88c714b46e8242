package dev.carafe.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.cli.bench.BarredMeasure;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/// Figures beside their bars.
record FigureTable(Map<? extends BarredMeasure, Double> figures) {
  /// A line for each, below one that names the columns.
  void writeText(PrintWriter out) {
    line(out, "", "carafe", "bar", "");
    figures.forEach((measure, figure) ->
        line(
            out,
            measure.label(),
            measured(measure, figure),
            measure.bar().toString(),
            verdict(measure, figure)));
  }

  private static void line(
      PrintWriter out, String label, String figure, String bar, String verdict) {
    out.println(
        String.format(Locale.ROOT, "%-46s %12s %10s  %s", label, figure, bar, verdict)
            .stripTrailing());
  }

  private static String measured(BarredMeasure measure, double figure) {
    return measure.unit().isEmpty()
        ? String.format(Locale.ROOT, "%.0f", figure)
        : String.format(Locale.ROOT, "%.2f %s", figure, measure.unit());
  }

  private static String verdict(BarredMeasure measure, double figure) {
    if (!measure.bar().isSet()) {
      return "";
    }
    return measure.bar().allows(figure) ? "holds" : "MISSED";
  }

  /// The field `measures` of an object that has begun.
  void writeJson(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("measures");
    for (Map.Entry<? extends BarredMeasure, Double> entry : figures.entrySet()) {
      BarredMeasure measure = entry.getKey();
      json.writeStartObject();
      json.writeStringField("name", measure.name().toLowerCase(Locale.ROOT));
      json.writeNumberField("figure", entry.getValue());
      json.writeStringField("unit", measure.unit());
      if (measure.bar().isSet()) {
        json.writeNumberField("bar", measure.bar().value());
        json.writeBooleanField("holds", measure.bar().allows(entry.getValue()));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
