package dev.carafe.cli.progress;

import dev.carafe.image.progress.Progress.Unit;
import java.time.Duration;
import java.util.Locale;

/// How far a piece of work is, in words and as a bar.
///
/// @param what what is being done
/// @param total its size, or 0 where it is not known
/// @param done how much of it is done
/// @param elapsed since it began
record Gauge(String what, long total, Unit unit, long done, Duration elapsed) {
  private static final int BAR = 24;
  private static final int MEGA = 1_000_000;
  private static final int MINUTE = 60;

  /// What it says of speed before so much time is a guess.
  private static final Duration SETTLED = Duration.ofSeconds(1);

  /// One line of at most so many columns.
  String drawn(int columns) {
    String line = (total > 0 ? bar() + "  " : "") + (what + "  " + figures()).strip();
    return line.length() <= columns ? line : line.substring(0, columns - 1) + "…";
  }

  /// `45 of 112 MB, 3.1 MB/s, 22 s left`.
  String figures() {
    return count() + speed() + left();
  }

  private String bar() {
    int full = Math.clamp(done * BAR / total, 0, BAR);
    return "█".repeat(full) + "░".repeat(BAR - full);
  }

  private String count() {
    if (total == 0 && done == 0) {
      return "";
    }
    String of = total > 0 ? " of " + number(total) : "";
    return number(done) + of + (unit == Unit.BYTES ? " MB" : "");
  }

  private String number(long amount) {
    return String.valueOf(unit == Unit.BYTES ? amount / MEGA : amount);
  }

  private String speed() {
    return unit == Unit.BYTES && done > 0 && isSettled()
        ? String.format(Locale.ROOT, ", %.1f MB/s", (double) done / MEGA / seconds(elapsed))
        : "";
  }

  private String left() {
    if (total == 0 || done == 0 || done >= total || !isSettled()) {
      return "";
    }
    double rest = seconds(elapsed) * (total - done) / done;
    return ", " + time(Duration.ofSeconds(Math.round(rest))) + " left";
  }

  private boolean isSettled() {
    return elapsed.compareTo(SETTLED) >= 0;
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  /// `7 s`, `2 min 05 s`.
  static String time(Duration time) {
    return time.toSeconds() < MINUTE
        ? time.toSeconds() + " s"
        : "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
