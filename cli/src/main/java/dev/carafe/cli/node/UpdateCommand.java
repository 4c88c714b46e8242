package dev.carafe.cli.node;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `carafe node update`.
@Command(
    name = "update",
    subcommands = {
      UpdateCheckCommand.class,
      UpdatePlanCommand.class,
      UpdateApplyCommand.class,
      UpdateCancelCommand.class,
      UpdateRollbackCommand.class,
      UpdateHistoryCommand.class
    },
    description = "Brings the node to another release of its system, and back.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node update check",
      "  carafe node update apply --reboot",
      "  carafe node update plan                 which release the node takes when, and why"
    })
final class UpdateCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
