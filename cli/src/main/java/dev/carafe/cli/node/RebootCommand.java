package dev.carafe.cli.node;

import picocli.CommandLine.Command;

/// `carafe node reboot`.
@Command(
    name = "reboot",
    description = "Stops everything on the node in order, and starts it anew.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node reboot"})
final class RebootCommand extends NodeCall {
  @Override
  void run(NodeClient node) {
    node.send("POST", "/actions/reboot", "");
    out().println("The node restarts.");
  }
}
