package dev.carafe.cli.node;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `carafe node report`.
@Command(
    name = "report",
    description = "Holds the node against a benchmark; the exit code is 1 where a check fails.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node report",
      "  carafe node report cis --level 2",
      "  carafe node report hardening --json"
    })
final class ReportCommand extends NodeCall {
  /// The benchmarks that the nodes know.
  enum Benchmark {
    cis,
    hardening
  }

  @Parameters(
      paramLabel = "REPORT",
      arity = "0..1",
      defaultValue = "cis",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  Benchmark benchmark = Benchmark.cis;

  @Option(
      names = "--level",
      paramLabel = "1|2",
      defaultValue = "1",
      description = "2 has the checks that cost something too (default: ${DEFAULT-VALUE}).")
  int level;

  @Option(names = "--json", description = "Answer in JSON, for scripts.")
  boolean json;

  @Override
  void run(NodeClient node) {
    if (level != 1 && level != 2) {
      throw wrongUsage("--level is " + level + "; write 1 or 2");
    }
    String path = "/report/" + benchmark + "?level=" + level + "&format=";
    NodeAnswer report = node.get(path + (json ? "json" : "text"));
    out().print(report.text() + (json ? "\n" : ""));
    out().flush();
    if (json
        ? report.struct().text("status").filter("FAIL"::equals).isPresent()
        : report.text().stripTrailing().endsWith("result: FAIL")) {
      throw new FailedChecksException();
    }
  }
}
