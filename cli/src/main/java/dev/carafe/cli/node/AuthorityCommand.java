package dev.carafe.cli.node;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `carafe node authority`.
@Command(
    name = "authority",
    subcommands = {AuthorityCreateCommand.class, AuthorityIssueCommand.class},
    description = "An authority of your own, and certificates from it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node authority create --out ca",
      "  carafe node authority issue alice --role operator --authority ca --out ."
    })
final class AuthorityCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
