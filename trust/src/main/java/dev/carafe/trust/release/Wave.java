package dev.carafe.trust.release;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// One step of a roll-out: from here on, the nodes whose seed is at least this may begin.
///
/// @param seed the lowest of the wave, 0 to 2048
/// @param start in whole seconds
public record Wave(int seed, Instant start) {
  /// There is no seed of this number or above: a wave that begins here has no nodes, and only says
  /// when the one before it ends.
  public static final int SEEDS = 2048;

  public Wave {
    start = start.truncatedTo(ChronoUnit.SECONDS);
    if (seed < 0 || seed > SEEDS) {
      throw new IllegalArgumentException("a wave begins with a seed of 0 to 2048, not " + seed);
    }
  }
}
