package dev.carafe.node.web;

import java.time.Duration;

/// How long one call may take.
///
/// @param connect until there is a connection
/// @param silence until the server says something, or something more
/// @param whole until the answer is there
public record TimeLimits(Duration connect, Duration silence, Duration whole) {

  /// For a server next to the machine.
  public static TimeLimits near() {
    return new TimeLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));
  }

  /// For a server somewhere in the world.
  public static TimeLimits far() {
    return new TimeLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60));
  }
}
