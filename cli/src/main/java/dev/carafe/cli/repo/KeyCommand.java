package dev.carafe.cli.repo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `carafe repo key`.
@Command(
    name = "key",
    subcommands = {KeyCreateCommand.class, KeyShowCommand.class},
    description = "Makes keys that sign repositories, and shows what others must know of them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe repo key create alice.pem",
      "  carafe repo key show 'pkcs11:token=bob;id=%%01?module-path=/usr/lib/x.so' --out bob.pub"
    })
final class KeyCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
