package dev.carafe.cli.keys;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `carafe keys`.
@Command(
    name = "keys",
    subcommands = {KeysMakeCommand.class, KeysShowCommand.class, KeysRevokeCommand.class},
    description = "Keys for Secure Boot: what firmware is to start, and what not any more.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe keys make keys",
      "  carafe build plain --secure-boot-keys keys",
      "  carafe keys revoke build/carafe-plain-0.1.0.efi --keys keys"
    })
public final class KeysCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  /// Made by the command line.
  public KeysCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
