package dev.carafe.node.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads OpenMetrics strictly, as the specification's grammar has it: metadata first and in one
/// block, samples of the family that was begun, suffixes by type, no label twice, `# EOF` at the
/// end and nothing after it.
///
/// Source: [OpenMetrics 1.0,
/// ABNF](https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md#abnf).
final class OpenMetricsParser {
  private static final Pattern METADATA =
      Pattern.compile("# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\n\"])*)\"(,|$)");
  private static final Map<String, String> SUFFIXES =
      Map.of("gauge", "", "counter", "_total", "info", "_info", "stateset", "");

  private final Map<String, Family> families = new LinkedHashMap<>();

  private OpenMetricsParser() {}

  /// A family of metrics.
  static final class Family {
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<Map<String, String>, Double> samples = new LinkedHashMap<>();

    String type() {
      return metadata.getOrDefault("TYPE", "unknown");
    }

    /// The one value of a family without labels.
    double value() {
      return value(Map.of());
    }

    double value(Map<String, String> labels) {
      Double value = samples.get(labels);
      if (value == null) {
        throw new IllegalArgumentException("no " + labels + " in " + samples);
      }
      return value;
    }

    Map<Map<String, String>, Double> samples() {
      return samples;
    }
  }

  static Map<String, Family> parse(String text) {
    if (!text.endsWith("# EOF\n")) {
      throw new IllegalArgumentException("the text does not end with # EOF");
    }
    OpenMetricsParser parser = new OpenMetricsParser();
    String current = "";
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    for (String line : lines.subList(0, lines.size() - 2)) {
      current =
          line.startsWith("#") ? parser.metadata(line, current) : parser.sample(line, current);
    }
    return parser.families;
  }

  private String metadata(String line, String current) {
    Matcher matcher = METADATA.matcher(line);
    demand(matcher.matches(), line);
    String name = matcher.group(2);
    if (!name.equals(current)) {
      demand(!families.containsKey(name), "a second block: " + line);
      families.put(name, new Family());
    }
    Family family = families.getOrDefault(name, new Family());
    demand(family.samples.isEmpty(), "metadata after samples: " + line);
    demand(family.metadata.put(matcher.group(1), matcher.group(3)) == null, "twice: " + line);
    if (matcher.group(1).equals("UNIT")) {
      demand(name.endsWith("_" + matcher.group(3)), line);
    }
    return name;
  }

  private String sample(String line, String current) {
    Matcher matcher = SAMPLE.matcher(line);
    demand(matcher.matches() && families.containsKey(current), line);
    Family family = families.getOrDefault(current, new Family());
    String suffix = SUFFIXES.get(family.type());
    demand(suffix != null && matcher.group(1).equals(current + suffix), line);
    double value = Double.parseDouble(matcher.group(3));
    String labels = matcher.group(2);
    Map<String, String> parsed = labels == null ? Map.of() : labels(labels);
    demand(family.samples.put(parsed, value) == null, "twice: " + line);
    if (family.type().equals("stateset")) {
      demand(parsed.containsKey(current) && (value == 0 || value == 1), line);
    }
    if (family.type().equals("info")) {
      demand(value == 1, line);
    }
    if (family.type().equals("counter")) {
      demand(value >= 0, line);
    }
    return current;
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new LinkedHashMap<>();
    Matcher matcher = LABEL.matcher(text);
    int at = 0;
    while (at < text.length()) {
      demand(matcher.find(at) && matcher.start() == at, text);
      String value =
          matcher.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
      demand(labels.put(matcher.group(1), value) == null, "twice: " + text);
      at = matcher.end();
    }
    demand(!text.endsWith(","), text);
    return labels;
  }

  private static void demand(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }
}
