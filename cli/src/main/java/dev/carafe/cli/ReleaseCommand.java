package dev.carafe.cli;

import dev.carafe.cli.release.ReleaseListCommand;
import dev.carafe.cli.release.ReleaseShowCommand;
import dev.carafe.cli.release.ReleaseWavesCommand;
import dev.carafe.cli.release.ReleaseWithdrawCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `carafe release`.
@Command(
    name = "release",
    description =
        "Publishes systems in a repository that carafe repo has made, for nodes to update to.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe release create os build                    publishes the build in build/",
      "  carafe release list os",
      "  carafe release waves os 1.3.0 --pause             stops a roll-out"
    },
    subcommands = {
      ReleaseCreateCommand.class,
      ReleaseListCommand.class,
      ReleaseShowCommand.class,
      ReleaseWavesCommand.class,
      ReleaseWithdrawCommand.class
    })
final class ReleaseCommand implements Runnable {
  @ParentCommand Main main = new Main();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
