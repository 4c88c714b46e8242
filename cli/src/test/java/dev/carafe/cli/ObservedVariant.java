package dev.carafe.cli;

import dev.carafe.image.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The variant `observed`, in folders outside this tree, as those who do not fork it add theirs:
/// one component brings a shell, and a group of settings that no program of ours knows.
final class ObservedVariant {
  static final String NAME = "observed";

  private ObservedVariant() {}

  /// Builds it into a folder.
  static Workshop workshop(Path work) throws IOException {
    BuildOptions options = new BuildOptions();
    options.output = work.resolve("image");
    options.blueprints.components = List.of(copied("components", work));
    options.blueprints.variants = List.of(copied("variants", work));
    return new Workshop(Path.of(".."), options, Progress.SILENT);
  }

  private static Path copied(String name, Path work) throws IOException {
    Path from = Path.of("src/test", name);
    Path to = work.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
    return to;
  }
}
