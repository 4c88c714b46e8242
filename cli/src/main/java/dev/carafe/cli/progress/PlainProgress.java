package dev.carafe.cli.progress;

import dev.carafe.image.progress.Progress;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Tells of each piece of work in lines: when it begins, every ten seconds, and when it took long.
public final class PlainProgress implements Progress {
  private static final long PAUSE = 10_000_000_000L;
  private static final long NOTICED = 1;

  private final PrintStream out;
  private final LongSupplier nanos;

  /// @param nanos a clock
  public PlainProgress(PrintStream out, LongSupplier nanos) {
    this.out = out;
    this.nanos = nanos;
  }

  @Override
  public Task begin(String what, long total, Unit unit) {
    Work work = new Work(what, total, unit, nanos.getAsLong());
    AtomicLong told = new AtomicLong(nanos.getAsLong());
    out.println(what);
    return new Task() {
      @Override
      public void advance(long units) {
        work.advance(units);
        long now = nanos.getAsLong();
        long last = told.get();
        if (now - last >= PAUSE && told.compareAndSet(last, now)) {
          out.println(what + ": " + work.gauge(now).figures());
        }
      }

      @Override
      public void close() {
        Gauge gauge = work.gauge(nanos.getAsLong());
        if (gauge.elapsed().toSeconds() >= NOTICED) {
          out.println(what + ": done in " + Gauge.time(gauge.elapsed()));
        }
      }
    };
  }
}
