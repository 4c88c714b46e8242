package dev.carafe.cli.node;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Told;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `carafe node update check`.
@Command(
    name = "check",
    description = "Lets the node look what is offered, and shows what it would take.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node update check",
      "  carafe node update check --json | jq -r .chosen_update.version"
    })
final class UpdateCheckCommand extends NodeCall {
  @Mixin AnswerOptions answers = new AnswerOptions();

  @Override
  void run(NodeClient node) {
    UpdateStatus status = new UpdateWork(node).refresh();
    answers.give(new Told(status.json(), out -> status.write(UpdatePlan.of(node), out)), out());
  }
}
