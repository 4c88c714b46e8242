package dev.carafe.trust.tuf;

import java.time.Duration;

/// The least that a source must give.
///
/// @param bytes at least one
/// @param window the time in which as many must come, over and over
public record Pace(long bytes, Duration window) {

  /// 1 KiB a second, seen over half a minute.
  public static final Pace USUAL = new Pace(30 << 10, Duration.ofSeconds(30));

  public Pace {
    if (bytes < 1 || !window.isPositive()) {
      throw new IllegalArgumentException(bytes + " bytes in " + window + " are no pace");
    }
  }
}
