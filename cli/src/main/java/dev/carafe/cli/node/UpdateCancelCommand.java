package dev.carafe.cli.node;

import picocli.CommandLine.Command;

/// `carafe node update cancel`.
@Command(
    name = "cancel",
    description = "Lets the node start again what it runs: an applied update stays on the disk.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node update cancel"})
final class UpdateCancelCommand extends NodeCall {
  @Override
  void run(NodeClient node) {
    UpdateStatus status = new UpdateWork(node).deactivate();
    out().println("The node stays with " + status.running() + ".");
  }
}
