package dev.carafe.cli;

import dev.carafe.settings.schema.Schema;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Whose settings are meant.
final class SettingsOptions {
  @Option(
      names = "--variant",
      paramLabel = "VARIANT",
      defaultValue = "plain",
      completionCandidates = VariantNames.class,
      description = "A variant's name or its file (default: plain).")
  String variant = "plain";

  @Mixin BlueprintOptions blueprints = new BlueprintOptions();

  /// All that the variant's components declare.
  Schema schema() {
    return blueprints.reader(Main.home()).read(variant).settings();
  }
}
