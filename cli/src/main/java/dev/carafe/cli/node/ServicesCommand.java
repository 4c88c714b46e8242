package dev.carafe.cli.node;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Told;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `carafe node services`.
@Command(
    name = "services",
    description = "Lists the units of the node's system.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node services", "  carafe node services --json"})
final class ServicesCommand extends NodeCall {
  @Mixin AnswerOptions answers = new AnswerOptions();

  @Override
  void run(NodeClient node) {
    answers.give(Told.of(node.get("/v1/services").json()), out());
  }
}
