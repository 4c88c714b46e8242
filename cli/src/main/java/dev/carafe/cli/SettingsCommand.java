package dev.carafe.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `carafe settings`.
@Command(
    name = "settings",
    description = "Checks user data without a node, and tells what settings there are.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe settings check my.toml",
      "  carafe settings docs | less",
      "  carafe settings schema > settings.schema.json"
    },
    subcommands = {
      SettingsCheckCommand.class,
      SettingsSchemaCommand.class,
      SettingsDocsCommand.class
    })
final class SettingsCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
