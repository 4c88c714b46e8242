package dev.carafe.node.pods;

import java.util.Optional;

/// What a container is asked.
///
/// @param startup whether it has started: the others wait for that
/// @param liveness whether it must be started anew
/// @param readiness whether it can serve
public record Probes(Optional<Probe> startup, Optional<Probe> liveness, Optional<Probe> readiness) {

  public static Probes none() {
    return new Probes(Optional.empty(), Optional.empty(), Optional.empty());
  }

  boolean isEmpty() {
    return startup.isEmpty() && liveness.isEmpty() && readiness.isEmpty();
  }

  /// Whether a container is ready only when it has said so.
  boolean waitsForReady() {
    return startup.isPresent() || readiness.isPresent();
  }
}
