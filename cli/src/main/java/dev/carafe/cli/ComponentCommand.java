package dev.carafe.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `carafe component`.
@Command(
    name = "component",
    description = "Begins components of your own, and tells their mistakes without building.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe component new backup --directory parts",
      "  carafe component check parts/backup"
    },
    subcommands = {ComponentNewCommand.class, ComponentCheckCommand.class})
final class ComponentCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
