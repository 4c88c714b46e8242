package dev.carafe.cli.node;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Told;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `carafe node update plan`.
@Command(
    name = "plan",
    description =
        "Shows every release that was offered last: which the node takes, when, and what is in the"
            + " way of the others.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node update plan", "  carafe node update plan --json | jq .choice"})
final class UpdatePlanCommand extends NodeCall {
  @Mixin AnswerOptions answers = new AnswerOptions();

  @Override
  void run(NodeClient node) {
    UpdatePlan plan = UpdatePlan.of(node);
    answers.give(new Told(plan.json(), plan::write), out());
  }
}
