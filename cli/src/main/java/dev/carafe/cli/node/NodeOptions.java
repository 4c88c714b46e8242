package dev.carafe.cli.node;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which node is meant.
final class NodeOptions {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Option(
      names = "--node",
      paramLabel = "NAME|ADDRESS",
      description =
          "The node: its name, or the address of another that the current one's authority has"
              + " certified (default: CARAFE_NODE, or the current one).")
  @Nullable String node;

  @Mixin ConfigOptions config = new ConfigOptions();

  Contexts.Named chosen() {
    return config
        .file()
        .read()
        .choose(
            Optional.ofNullable(node).or(() -> Optional.ofNullable(System.getenv("CARAFE_NODE"))));
  }

  NodeClient open() {
    return NodeClient.of(chosen().context(), PATIENCE);
  }
}
