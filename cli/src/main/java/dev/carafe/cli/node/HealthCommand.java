package dev.carafe.cli.node;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Told;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `carafe node health`.
@Command(
    name = "health",
    description = "Shows how the node does: problems, failed units, pods, this boot and its gates.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node health", "  carafe node health --json"})
final class HealthCommand extends NodeCall {
  @Mixin AnswerOptions answers = new AnswerOptions();

  @Override
  void run(NodeClient node) {
    answers.give(Told.of(node.get("/v1/health").json()), out());
  }
}
