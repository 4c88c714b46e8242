package dev.carafe.cli;

import dev.carafe.image.progress.Progress;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Draws progress: a bar that is written over on a terminal, a line for each task elsewhere.
final class ProgressLines implements Progress, AutoCloseable {
  private static final int WIDTH = 28;
  private static final long REDRAW = 100_000_000L;

  private final PrintStream out;
  private final boolean terminal;

  ProgressLines(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  static ProgressLines onErrorOutput() {
    return new ProgressLines(
        System.err,
        Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent());
  }

  @Override
  public Task begin(String what, long total, Unit unit) {
    if (!terminal) {
      out.println(what);
    }
    return new Bar(what, total, unit);
  }

  @Override
  public void close() {
    out.flush();
  }

  static String bar(String what, long done, long total, Unit unit) {
    long share = total == 0 ? 0 : Math.min(WIDTH, done * WIDTH / total);
    String drawn = "█".repeat((int) share) + "░".repeat(WIDTH - (int) share);
    String count =
        switch (unit) {
          case BYTES -> "%d of %d MB".formatted(done / 1_000_000, total / 1_000_000);
          case ITEMS -> "%d of %d".formatted(done, total);
        };
    return "%s %s  %s".formatted(drawn, count, what);
  }

  private final class Bar implements Task {
    private final String what;
    private final long total;
    private final Unit unit;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong drawn = new AtomicLong();

    private Bar(String what, long total, Unit unit) {
      this.what = what;
      this.total = total;
      this.unit = unit;
    }

    @Override
    public void advance(long units) {
      long now = System.nanoTime();
      long last = drawn.get();
      long sum = done.addAndGet(units);
      if (terminal && now - last > REDRAW && drawn.compareAndSet(last, now)) {
        out.print("\r\033[K" + bar(what, sum, total, unit));
        out.flush();
      }
    }

    @Override
    public void close() {
      if (terminal) {
        out.print("\r\033[K");
        out.flush();
      }
    }
  }
}
