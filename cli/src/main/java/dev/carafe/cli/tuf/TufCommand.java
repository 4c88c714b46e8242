package dev.carafe.cli.tuf;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `carafe tuf`.
@Command(
    name = "tuf",
    description = "Speaks The Update Framework with repositories of any kind.",
    subcommands = {TufClientCommand.class})
public final class TufCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  /// Made by the command line.
  public TufCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
