package dev.carafe.node.problems;

import java.time.Duration;

/// How much of something may come: so many at once, and then one after each interval.
///
/// Safe for all threads.
final class Pace {
  private final int most;
  private final long interval;
  private long left;
  private long filled;
  private boolean begun;

  Pace(int most, Duration interval) {
    this.most = most;
    this.interval = interval.toNanos();
    this.left = most;
  }

  /// Whether one more may come.
  ///
  /// @param now in nanoseconds, by a clock that never goes back
  synchronized boolean allows(long now) {
    if (!begun) {
      begun = true;
      filled = now;
    }
    long more = (now - filled) / interval;
    filled += more * interval;
    left = Math.min(most, left + more);
    if (left == 0) {
      return false;
    }
    left--;
    return true;
  }
}
