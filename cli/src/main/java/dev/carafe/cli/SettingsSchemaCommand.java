package dev.carafe.cli;

import dev.carafe.settings.document.JsonSchema;
import dev.carafe.settings.json.JsonWriter;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `carafe settings schema`.
@Command(
    name = "schema",
    description = "Prints the JSON Schema of the settings, for editors.",
    footerHeading = "%nExample:%n",
    footer = "  carafe settings schema > settings.schema.json")
final class SettingsSchemaCommand implements Runnable {
  @Mixin SettingsOptions options = new SettingsOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(JsonWriter.indented(JsonSchema.of(options.schema())));
    out.flush();
  }
}
