package dev.carafe.node.cri;

import java.time.Instant;

/// A container as the runtime reports it.
public sealed interface RuntimeContainer {
  String id();

  /// The container's name in its pod.
  String name();

  /// How often this container was made before in its sandbox.
  int attempt();

  /// The text of the specification it was made from.
  String spec();

  /// Made, not started.
  record Created(String id, String name, int attempt, String spec) implements RuntimeContainer {}

  record Running(String id, String name, int attempt, String spec) implements RuntimeContainer {}

  /// Ended. `reason` is the runtime's word for it, `Completed`, `Error` or `OOMKilled`.
  record Exited(
      String id,
      String name,
      int attempt,
      String spec,
      int exitCode,
      String reason,
      Instant startedAt,
      Instant finishedAt)
      implements RuntimeContainer {}

  /// The runtime has lost it.
  record Lost(String id, String name, int attempt, String spec) implements RuntimeContainer {}
}
