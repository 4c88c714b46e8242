package dev.carafe.cli.node;

import picocli.CommandLine.Command;

/// `carafe node metrics`.
@Command(
    name = "metrics",
    description = "Prints the node's metrics in OpenMetrics' text form.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node metrics | grep memory"})
final class MetricsCommand extends NodeCall {
  @Override
  void run(NodeClient node) {
    out().print(node.get("/v1/metrics").text());
  }
}
