package dev.carafe.node.problems;

import java.time.Duration;
import java.util.Optional;

/// Notices when the wall clock goes another way than time does. For one thread.
final class ClockJumps {
  private static final Duration MOST = Duration.ofSeconds(5);
  private static final long NANOS_A_MILLI = 1_000_000;

  private long wall;
  private long steady;
  private boolean begun;

  /// How far the clock has jumped since the last look; empty where it has not.
  ///
  /// @param wallMillis the wall clock
  /// @param steadyNanos a clock that nobody sets
  Optional<Duration> look(long wallMillis, long steadyNanos) {
    long jumped = (wallMillis - wall) - (steadyNanos - steady) / NANOS_A_MILLI;
    boolean jumps = begun && Math.abs(jumped) > MOST.toMillis();
    wall = wallMillis;
    steady = steadyNanos;
    begun = true;
    return jumps ? Optional.of(Duration.ofMillis(jumped)) : Optional.empty();
  }
}
