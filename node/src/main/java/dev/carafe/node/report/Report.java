package dev.carafe.node.report;

import dev.carafe.settings.json.Json;
import java.time.Instant;
import java.util.List;

/// What was found when a host was held against a benchmark.
///
/// Source: the shapes are those of [Bottlerocket's
/// reports](https://bottlerocket.dev/en/os/latest/#/api/reporting/), and each failure is followed
/// by its reason.
public record Report(Benchmark benchmark, int level, Instant start, List<Result> results) {
  private static final int LABEL = 17;
  private static final int NUMBER = 10;
  private static final String BEHIND_STATUS = " ".repeat(7);

  record Result(Check check, Verdict verdict) {}

  public Report {
    results = List.copyOf(results);
  }

  private long count(String word) {
    return results.stream().filter(result -> result.verdict().word().equals(word)).count();
  }

  /// A failure makes all of it fail; where nothing was looked at there is nothing to pass.
  private String status() {
    return count("FAIL") > 0 ? "FAIL" : count("PASS") > 0 ? "PASS" : "SKIP";
  }

  /// For a person.
  public String text() {
    StringBuilder text = new StringBuilder();
    line(text, "Benchmark name:", benchmark.name());
    line(text, "Version:", benchmark.version());
    line(text, "Reference:", benchmark.reference());
    line(text, "Benchmark level:", Integer.toString(level));
    line(text, "Start time:", start.toString());
    text.append('\n');
    results.forEach(result -> line(text, result));
    text.append('\n');
    line(text, "Passed:", Long.toString(count("PASS")));
    line(text, "Failed:", Long.toString(count("FAIL")));
    line(text, "Skipped:", Long.toString(count("SKIP")));
    line(text, "Total checks:", Integer.toString(results.size()));
    text.append('\n');
    return text.append("Compliance check result: ").append(status()).toString();
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append(label).repeat(' ', LABEL - label.length()).append(value).append('\n');
  }

  private static void line(StringBuilder text, Result result) {
    Check check = result.check();
    text.append('[').append(result.verdict().word()).append("] ").append(check.id());
    text.repeat(' ', Math.max(1, NUMBER - check.id().length())).append(check.title());
    text.append(" (").append(check.mode()).append(")\n");
    if (result.verdict() instanceof Verdict.Fail || isUnseen(result)) {
      text.append(BEHIND_STATUS).append(result.verdict().reason()).append('\n');
    }
  }

  /// Whether it should have been looked at and could not.
  private static boolean isUnseen(Result result) {
    return result.check().mode() == Mode.AUTOMATIC && result.verdict() instanceof Verdict.Skip;
  }

  /// For a program.
  public Json json() {
    Json.Builder all = Json.object();
    results.forEach(result -> all.with(result.check().name(benchmark.prefix()), json(result)));
    return Json.object()
        .with("level", level)
        .with("total", results.size())
        .with("passed", count("PASS"))
        .with("skipped", count("SKIP"))
        .with("failed", count("FAIL"))
        .with("status", status())
        .with("timestamp", start.toString())
        .with("name", benchmark.name())
        .with("version", benchmark.version())
        .with("url", benchmark.reference())
        .with("results", all.build())
        .build();
  }

  private Json json(Result result) {
    Check check = result.check();
    return Json.object()
        .with("name", check.name(benchmark.prefix()))
        .with("id", check.id())
        .with("level", check.level())
        .with("title", check.title())
        .with("mode", check.mode().toString())
        .with("status", result.verdict().word())
        .with("error", result.verdict().reason())
        .build();
  }
}
