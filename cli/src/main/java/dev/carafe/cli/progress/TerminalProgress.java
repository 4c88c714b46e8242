package dev.carafe.cli.progress;

import dev.carafe.image.progress.Progress;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// Draws a bar for each piece of work at the bottom of a terminal, and leaves a line for each that
/// took long enough to be noticed.
///
/// Source: [ECMA-48](https://ecma-international.org/publications-and-standards/standards/ecma-48/)
/// (CUU, ED).
public final class TerminalProgress implements Progress {
  private static final long REDRAW = 100_000_000L;
  private static final long NOTICED = 1;

  private final PrintStream out;
  private final int columns;
  private final LongSupplier nanos;
  private final List<Work> open = new ArrayList<>();
  private int lines;
  private long drawn;

  /// @param nanos a clock
  public TerminalProgress(PrintStream out, int columns, LongSupplier nanos) {
    this.out = out;
    this.columns = columns;
    this.nanos = nanos;
  }

  @Override
  public synchronized Task begin(String what, long total, Unit unit) {
    Work work = new Work(what, total, unit, nanos.getAsLong());
    open.add(work);
    draw("");
    return new Task() {
      @Override
      public void advance(long units) {
        work.advance(units);
        drawIfDue();
      }

      @Override
      public void close() {
        end(work);
      }
    };
  }

  private synchronized void drawIfDue() {
    if (nanos.getAsLong() - drawn >= REDRAW) {
      draw("");
    }
  }

  private synchronized void end(Work work) {
    if (open.remove(work)) {
      Gauge gauge = work.gauge(nanos.getAsLong());
      boolean noticed = gauge.elapsed().toSeconds() >= NOTICED;
      draw(noticed ? "✓ %s, %s%n".formatted(work.what(), Gauge.time(gauge.elapsed())) : "");
    }
  }

  /// Draws all bars anew, below a text that stays.
  private void draw(String lasting) {
    drawn = nanos.getAsLong();
    StringBuilder text = new StringBuilder();
    if (lines > 0) {
      text.append("\033[").append(lines).append("A\033[J");
    }
    text.append(lasting);
    for (Work work : open) {
      text.append(work.gauge(drawn).drawn(columns)).append('\n');
    }
    lines = open.size();
    out.print(text);
    out.flush();
  }
}
