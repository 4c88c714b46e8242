package dev.carafe.cli.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `carafe node logs`.
@Command(
    name = "logs",
    description = "Prints what the node's system said, or one of its containers.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node logs --since 10m",
      "  carafe node logs -f --unit containerd.service",
      "  carafe node logs web/page --lines 20 --grep 'fail(ed|ure)'",
      "  carafe node logs --boot -1 --lines 100"
    })
final class LogsCommand extends NodeCall {
  @Parameters(
      paramLabel = "POD[/CONTAINER]",
      arity = "0..1",
      description = "The container; its name may be left out where the pod has one.")
  @Nullable String pod;

  @Option(names = "--unit", paramLabel = "UNIT", description = "Only what this unit said.")
  @Nullable String unit;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "So long before now (90s, 10m, 2h, 3d), or a time like 2026-01-31T08:00:00Z.")
  @Nullable String since;

  @Option(names = "--lines", paramLabel = "N", description = "Only the last N.")
  @Nullable Integer lines;

  @Option(
      names = "--grep",
      paramLabel = "EXPRESSION",
      description = "Of these, only lines whose message has this regular expression.")
  @Nullable String grep;

  @Option(
      names = "--boot",
      paramLabel = "N",
      description = "An earlier boot's: -1 for the one before this.")
  @Nullable Integer boot;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what comes, until Ctrl-C.")
  boolean follow;

  @Option(names = "--json", description = "Answer in JSON, an object a line, for scripts.")
  boolean json;

  @Override
  void run(NodeClient node) {
    String type = json ? "application/x-ndjson" : "text/plain";
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                node.lines("/v1/logs" + query(), type), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null && !out().checkError(); line = in.readLine()) {
        show(line);
      }
    } catch (IOException e) {
      throw node.lost("the connection ended before the log did", e);
    }
  }

  /// An empty line says only that the node is still there.
  private void show(String line) {
    if (!line.isEmpty()) {
      out().println(line);
    }
  }

  private String query() {
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    if (pod != null) {
      int slash = pod.indexOf('/');
      add(query, "pod", slash < 0 ? pod : pod.substring(0, slash));
      add(query, "container", slash < 0 ? null : pod.substring(slash + 1));
    }
    add(query, "unit", unit);
    add(query, "since", since);
    add(query, "lines", lines);
    add(query, "grep", grep);
    add(query, "boot", boot);
    add(query, "follow", follow ? "true" : null);
    return query.toString();
  }

  private static void add(StringJoiner query, String name, @Nullable Object value) {
    if (value != null) {
      query.add(name + "=" + NodeClient.encoded(value.toString()));
    }
  }
}
