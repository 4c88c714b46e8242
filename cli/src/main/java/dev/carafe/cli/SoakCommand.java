package dev.carafe.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `carafe soak`.
@Command(
    name = "soak",
    description = "Does the same to machines again and again, for as long as you have time.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe soak settings --cuts 20",
      "  carafe soak settings --cuts 200 --resume --write",
      "  carafe soak pods --cuts 20",
      "  carafe soak update --cuts 20"
    },
    subcommands = {SoakSettingsCommand.class, SoakPodsCommand.class, SoakUpdateCommand.class})
final class SoakCommand implements Runnable {
  @ParentCommand Main main = new Main();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
