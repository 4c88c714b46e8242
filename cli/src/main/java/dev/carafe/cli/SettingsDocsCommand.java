package dev.carafe.cli;

import dev.carafe.settings.document.Reference;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `carafe settings docs`.
@Command(
    name = "docs",
    description = "Prints what settings there are, in Markdown.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe settings docs | less",
      "  carafe settings docs --variant my.toml --components my-components"
    })
final class SettingsDocsCommand implements Runnable {
  @Mixin SettingsOptions options = new SettingsOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(Reference.of(options.schema()));
    out.flush();
  }
}
