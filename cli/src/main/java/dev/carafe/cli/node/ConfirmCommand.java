package dev.carafe.cli.node;

import picocli.CommandLine.Command;

/// `carafe node confirm`.
@Command(
    name = "confirm",
    description = "Keeps the change that is on trial.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node confirm"})
final class ConfirmCommand extends NodeCall {
  @Override
  void run(NodeClient node) {
    node.send("POST", "/v1/settings/confirm", "");
    out().println("The change stays.");
  }
}
