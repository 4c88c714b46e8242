package dev.carafe.cli.node;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Told;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `carafe node processes`.
@Command(
    name = "processes",
    description = "Lists the processes on the node.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node processes", "  carafe node processes --json"})
final class ProcessesCommand extends NodeCall {
  @Mixin AnswerOptions answers = new AnswerOptions();

  @Override
  void run(NodeClient node) {
    answers.give(Told.of(node.get("/v1/processes").json()), out());
  }
}
