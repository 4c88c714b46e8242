package dev.carafe.node.metadata;

import dev.carafe.node.web.TimeLimits;
import java.time.Duration;

/// How often and how long somebody asks a server that does not answer.
///
/// @param call the limits of each call
/// @param overall after which nothing is tried again
/// @param first between the first call and the second; each pause is twice the one before
/// @param longest that a pause becomes
public record Patience(TimeLimits call, Duration overall, Duration first, Duration longest) {

  /// For a node that has nothing yet: its network may come up meanwhile.
  public static Patience ofFirstBoot() {
    return new Patience(
        TimeLimits.near(), Duration.ofSeconds(60), Duration.ofMillis(100), Duration.ofSeconds(2));
  }

  /// For a server somewhere in the world.
  public static Patience ofApi() {
    return new Patience(
        TimeLimits.far(), Duration.ofMinutes(3), Duration.ofSeconds(1), Duration.ofSeconds(30));
  }

  /// The same with another end.
  public Patience within(Duration other) {
    return new Patience(call, other, first, longest);
  }
}
