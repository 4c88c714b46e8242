package dev.carafe.cli.node;

import picocli.CommandLine.Command;

/// `carafe node audit`.
@Command(
    name = "audit",
    description = "Prints who did what on the node, one JSON object a line.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node audit | jq -r .caller"})
final class AuditCommand extends NodeCall {
  @Override
  void run(NodeClient node) {
    out().print(node.get("/v1/audit").text());
  }
}
