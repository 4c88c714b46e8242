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
      paramLabel = "NAME|ADDRESS|unix:PATH",
      description =
          "The node: its name; or the address of another that the current one's authority has"
              + " certified; or the socket of the node that this runs on (default: CARAFE_NODE, or"
              + " the current one, or unix:/run/api.sock where no other is known).")
  @Nullable String node;

  @Mixin ConfigOptions config = new ConfigOptions();

  Contexts.Named chosen() {
    return config
        .file()
        .read()
        .choose(
            Optional.ofNullable(node).or(() -> Optional.ofNullable(System.getenv("CARAFE_NODE"))),
            LocalSocket.USUAL);
  }

  NodeClient open() {
    return NodeClient.of(chosen().access(), PATIENCE);
  }
}
