package dev.carafe.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.cli.answer.Answer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// What several boots of an image have shown, each a part of the measures.
record Measurements(List<Map<Measure, Double>> runs, int memoryMegabytes) implements Answer {
  Measurements {
    runs = List.copyOf(runs);
  }

  /// The median of a measure over the runs that have it.
  OptionalDouble median(Measure measure) {
    double[] sorted =
        runs.stream()
            .filter(run -> run.containsKey(measure))
            .mapToDouble(run -> run.getOrDefault(measure, 0.0))
            .sorted()
            .toArray();
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
  }

  private Map<Measure, Double> medians() {
    Map<Measure, Double> medians = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      median(measure).ifPresent(value -> medians.put(measure, value));
    }
    return medians;
  }

  @Override
  public void writeText(PrintWriter out) {
    out.printf("%-38s %12s %8s   %s%n", "", "carafe", "bar", "mkosi 26, Debian");
    medians()
        .forEach((measure, value) ->
            out.printf(
                "%-38s %12s %8s   %s%n",
                measure.label(),
                String.format(Locale.ROOT, "%.1f %s", value, measure.unit()),
                measure.bar(),
                measure.other()));
    out.printf(
        "%nMedians of %d, with %d MB, emulated; each is the first boot of a fresh disk.%n",
        runs.size(), memoryMegabytes);
    out.println("The other's figures are of another machine and time: they show the order only.");
  }

  @Override
  public void writeJson(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("runs", runs.size());
    json.writeNumberField("memory_megabytes", memoryMegabytes);
    json.writeArrayFieldStart("measures");
    for (Map.Entry<Measure, Double> median : medians().entrySet()) {
      json.writeStartObject();
      json.writeStringField("name", median.getKey().name().toLowerCase(Locale.ROOT));
      json.writeNumberField("median", median.getValue());
      json.writeStringField("unit", median.getKey().unit());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
