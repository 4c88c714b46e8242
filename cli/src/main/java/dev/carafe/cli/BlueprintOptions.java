package dev.carafe.cli;

import dev.carafe.image.component.BlueprintReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Where variants and components are looked for besides the checkout.
final class BlueprintOptions {
  @Option(
      names = "--components",
      paramLabel = "DIR",
      description = "A folder with more components; may be repeated.")
  List<Path> components = new ArrayList<>();

  @Option(
      names = "--variants",
      paramLabel = "DIR",
      description = "A folder with more variants; may be repeated.")
  List<Path> variants = new ArrayList<>();

  /// @param home the checkout
  BlueprintReader reader(Path home) {
    return new BlueprintReader(
        with(home.resolve("variants"), variants), with(home.resolve("components"), components));
  }

  private static List<Path> with(Path first, List<Path> others) {
    List<Path> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all;
  }
}
