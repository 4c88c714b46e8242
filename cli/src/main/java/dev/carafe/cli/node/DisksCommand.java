package dev.carafe.cli.node;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Told;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `carafe node disks`.
@Command(
    name = "disks",
    description = "Shows the node's disks and what is free on them.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node disks", "  carafe node disks --json"})
final class DisksCommand extends NodeCall {
  @Mixin AnswerOptions answers = new AnswerOptions();

  @Override
  void run(NodeClient node) {
    answers.give(Told.of(node.get("/v1/disks").json()), out());
  }
}
