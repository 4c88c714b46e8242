package dev.carafe.cli;

import dev.carafe.cli.keys.KeyFolder;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// With what boot files are signed.
final class SigningOptions {
  @Option(
      names = "--secure-boot-keys",
      paramLabel = "DIR",
      description = "Sign boot loader and kernel with the keys of this folder: carafe keys make.")
  @Nullable Path keys;

  Optional<KeyFolder> folder() {
    return Optional.ofNullable(keys).map(KeyFolder::new);
  }
}
