package dev.carafe.cli.node;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `carafe node rollback`.
@Command(
    name = "rollback",
    description = "Makes an earlier generation of the settings hold again.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node rollback 7"})
final class RollbackCommand extends NodeCall {
  @Parameters(
      paramLabel = "GENERATION",
      description = "Its number, as carafe node history lists it.")
  long generation;

  @Override
  void run(NodeClient node) {
    node.send("POST", "/v1/settings/rollback?generation=" + generation, "")
        .texts()
        .forEach(key -> out().println("changed " + key));
  }
}
