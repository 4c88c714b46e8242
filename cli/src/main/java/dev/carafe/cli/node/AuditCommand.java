package dev.carafe.cli.node;

import picocli.CommandLine.Command;

/// `carafe node audit`.
@Command(
    name = "audit",
    description = "Prints who did what on the node, oldest first, one JSON object a line.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node audit | jq -r .caller",
      "  carafe node audit > acts.jsonl && carafe node audit check acts.jsonl"
    },
    subcommands = AuditCheckCommand.class)
final class AuditCommand extends NodeCall {
  @Override
  void run(NodeClient node) {
    for (String file : NodeAnswer.texts(node.get("/v1/audit").struct(), "files")) {
      out().print(node.get("/v1/audit/" + NodeClient.encoded(file)).text());
    }
  }
}
