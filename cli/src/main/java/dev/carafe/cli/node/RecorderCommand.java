package dev.carafe.cli.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `carafe node recorder`.
@Command(
    name = "recorder",
    description = "Prints what the node's flight recorder holds, also of a boot that ended badly.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node recorder --last 1m",
      "  carafe node recorder --boot -1 --last 30s      how the boot before this one ended",
      "  carafe node recorder --kind problem --since 2h",
      "  carafe node recorder --json | jq .data"
    })
final class RecorderCommand extends NodeCall {
  @Option(
      names = "--boot",
      paramLabel = "N",
      description = "An earlier boot's: -1 for the one before this.")
  @Nullable Integer boot;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "So long before now (90s, 10m, 2h, 3d), or a time like 2026-01-31T08:00:00Z.")
  @Nullable String since;

  @Option(
      names = "--last",
      paramLabel = "TIME",
      description = "So long before the boot's last entry (90s, 10m, 2h, 3d).")
  @Nullable String last;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Only start, end, kernel, unit, container, act, vitals, problem or gap.")
  @Nullable String kind;

  @Option(names = "--lines", paramLabel = "N", description = "Of these, only the last N.")
  @Nullable Integer lines;

  @Option(names = "--json", description = "Answer in JSON, an object a line, for scripts.")
  boolean json;

  @Override
  void run(NodeClient node) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                node.lines("/v1/recorder" + query(), "application/x-ndjson"),
                StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null && !out().checkError(); line = in.readLine()) {
        if (!line.isEmpty()) {
          out().println(json ? line : RecordedLine.of(line));
        }
      }
    } catch (IOException e) {
      throw node.lost("the connection ended before the entries did", e);
    }
  }

  private String query() {
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    add(query, "boot", boot);
    add(query, "since", since);
    add(query, "last", last);
    add(query, "kind", kind);
    add(query, "lines", lines);
    return query.toString();
  }

  private static void add(StringJoiner query, String name, @Nullable Object value) {
    if (value != null) {
      query.add(name + "=" + NodeClient.encoded(value.toString()));
    }
  }
}
