package dev.carafe.cli.bench;

import java.util.Arrays;

/// How long the same took, again and again.
public final class Latencies {
  private static final double MILLION = 1e6;

  private final long[] sorted;

  /// @param nanoseconds each
  public Latencies(long... nanoseconds) {
    if (nanoseconds.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    sorted = nanoseconds.clone();
    Arrays.sort(sorted);
  }

  /// So many percent took no longer: the nearest rank.
  public double milliseconds(int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.max(0, rank - 1)] / MILLION;
  }
}
