package dev.carafe.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `carafe images`.
@Command(
    name = "images",
    description = "Makes container images of Debian's packages, for the node's own containers.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe images build admin --push registry.example.com/admin:1"},
    subcommands = {ImagesBuildCommand.class})
final class ImagesCommand implements Runnable {
  @ParentCommand Main main = new Main();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
