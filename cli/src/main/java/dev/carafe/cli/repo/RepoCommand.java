package dev.carafe.cli.repo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `carafe repo`.
@Command(
    name = "repo",
    subcommands = {
      InitCommand.class,
      AddCommand.class,
      RemoveCommand.class,
      SignCommand.class,
      PublishCommand.class,
      RotateCommand.class,
      ExpireCommand.class,
      CheckCommand.class,
      ServeCommand.class,
      KeyCommand.class
    },
    description = "Makes repositories whose files can be trusted wherever they come from.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe repo init os && carafe repo add os build/*.raw && carafe repo publish os",
      "  carafe repo expire os                   what runs out, and when",
      "  carafe repo publish --refresh os        signs timestamp and snapshot anew",
      "  carafe repo check os                    looks at all of it as a client would"
    })
public final class RepoCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  /// Made by the command line.
  public RepoCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
