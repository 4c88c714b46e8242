package dev.carafe.cli.node;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the nodes that somebody uses are written down.
final class ConfigOptions {
  @Option(
      names = "--config",
      paramLabel = "DIR",
      description =
          "The folder of contexts.toml (default: CARAFE_CONFIG, or carafe in XDG_CONFIG_HOME, or"
              + " ~/.config/carafe).")
  @Nullable Path folder;

  ContextsFile file() {
    return new ContextsFile(folder == null ? ContextsFile.usualFolder(System.getenv()) : folder);
  }
}
