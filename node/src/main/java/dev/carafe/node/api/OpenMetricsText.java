package dev.carafe.node.api;

import dev.carafe.node.health.Measures.Measure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes metrics, family by family.
///
/// Source: [OpenMetrics
/// 1.0](https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md).
final class OpenMetricsText {
  static final String TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final StringBuilder text = new StringBuilder();
  private final List<Sample> samples = new ArrayList<>();
  private String family = "";

  /// One line of values.
  private record Sample(String name, Map<String, String> labels, String value) {}

  /// What a family measures.
  enum Kind {
    COUNTER("counter", "_total"),
    GAUGE("gauge", ""),
    INFO("info", "_info"),
    STATE_SET("stateset", "");

    private final String word;
    private final String suffix;

    Kind(String word, String suffix) {
      this.word = word;
      this.suffix = suffix;
    }
  }

  private Kind kind = Kind.GAUGE;

  /// Begins a family. One whose name ends with `_seconds` or `_bytes` has that unit.
  OpenMetricsText family(String name, Kind newKind, String help) {
    family = name;
    kind = newKind;
    text.append("# TYPE ").append(name).append(' ').append(newKind.word).append('\n');
    for (String unit : new String[] {"seconds", "bytes"}) {
      if (name.endsWith("_" + unit)) {
        text.append("# UNIT ").append(name).append(' ').append(unit).append('\n');
      }
    }
    text.append("# HELP ").append(name).append(' ').append(escaped(help)).append('\n');
    return this;
  }

  OpenMetricsText sample(Map<String, String> labels, String value) {
    samples.add(new Sample(family + kind.suffix, labels, value));
    text.append(family).append(kind.suffix);
    char before = '{';
    for (Map.Entry<String, String> label : labels.entrySet()) {
      text.append(before).append(label.getKey()).append("=\"");
      text.append(escaped(label.getValue())).append('"');
      before = ',';
    }
    text.append(before == ',' ? "} " : " ").append(value).append('\n');
    return this;
  }

  OpenMetricsText sample(Map<String, String> labels, long value) {
    return sample(labels, Long.toString(value));
  }

  OpenMetricsText sample(long value) {
    return sample(Map.of(), value);
  }

  /// The values under one name.
  List<Measure> measures(String name) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .map(sample -> new Measure(sample.labels(), new BigDecimal(sample.value())))
        .toList();
  }

  private static String escaped(String raw) {
    return raw.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
  }

  /// The whole, with the line that says that nothing was cut off.
  String end() {
    return text.append("# EOF\n").toString();
  }
}
