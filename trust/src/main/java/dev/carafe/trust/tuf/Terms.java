package dev.carafe.trust.tuf;

import dev.carafe.settings.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How long metadata of each role counts. What is signed by a machine is signed often, and what is
/// signed by people seldom.
///
/// @param root as all others, from when it is signed
public record Terms(Duration root, Duration targets, Duration snapshot, Duration timestamp) {
  private static final String VERSION = "1.0.34";

  public static final Terms USUAL =
      new Terms(Duration.ofDays(365), Duration.ofDays(90), Duration.ofDays(14), Duration.ofDays(7));

  /// That of a role.
  ///
  /// @param role `root`, `timestamp` or `snapshot`; all others speak for targets
  public Duration of(String role) {
    return switch (role) {
      case RoleName.ROOT -> root;
      case RoleName.SNAPSHOT -> snapshot;
      case RoleName.TIMESTAMP -> timestamp;
      default -> targets;
    };
  }

  /// What metadata begins with.
  static Json.Builder head(String type, long version, Instant now, Duration term) {
    return Json.object()
        .with("_type", type)
        .with("spec_version", VERSION)
        .with("version", version)
        .with("expires", now.plus(term).truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
