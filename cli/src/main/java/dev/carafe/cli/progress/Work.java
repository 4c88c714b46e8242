package dev.carafe.cli.progress;

import dev.carafe.image.progress.Progress.Unit;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A piece of work under way.
final class Work {
  private final String what;
  private final long total;
  private final Unit unit;
  private final long begun;
  private final AtomicLong done = new AtomicLong();

  /// @param begun by the clock that [#gauge] is asked by, in nanoseconds
  Work(String what, long total, Unit unit, long begun) {
    this.what = what;
    this.total = total;
    this.unit = unit;
    this.begun = begun;
  }

  String what() {
    return what;
  }

  void advance(long units) {
    done.addAndGet(units);
  }

  Gauge gauge(long now) {
    return new Gauge(what, total, unit, done.get(), Duration.ofNanos(now - begun));
  }
}
