package dev.carafe.node.problems;

import dev.carafe.node.host.KernelText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// How much time is lost because something is scarce, in percent, over the last ten seconds and the
/// last minute.
///
/// Source: [Linux, PSI](https://docs.kernel.org/accounting/psi.html).
///
/// @param some while at least one task waited
/// @param full while all tasks that had something to do waited
record Pressure(Lost some, Lost full) {

  /// @param micros since the kernel's start
  record Lost(double ten, double sixty, long micros) {}

  /// Of `memory`, `io` or `cpu`; empty where this kernel does not say.
  static Optional<Pressure> read(Path proc, String what) {
    try {
      return parse(KernelText.read(proc.resolve("pressure").resolve(what)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// Reads lines like `some avg10=0.00 avg60=0.12 avg300=0.03 total=123`.
  static Optional<Pressure> parse(String text) {
    Optional<Lost> some = Optional.empty();
    Lost full = new Lost(0, 0, 0);
    for (String line : text.split("\n", -1)) {
      Optional<Lost> lost = lost(line);
      if (line.startsWith("some ")) {
        some = lost;
      } else if (line.startsWith("full ") && lost.isPresent()) {
        full = lost.get();
      }
    }
    Lost fully = full;
    return some.map(partly -> new Pressure(partly, fully));
  }

  private static Optional<Lost> lost(String line) {
    Optional<Double> ten = Optional.empty();
    Optional<Double> sixty = Optional.empty();
    long micros = 0;
    for (String word : line.split(" ", -1)) {
      if (word.startsWith("avg10=")) {
        ten = number(word.substring("avg10=".length()));
      } else if (word.startsWith("avg60=")) {
        sixty = number(word.substring("avg60=".length()));
      } else if (word.startsWith("total=")) {
        micros = number(word.substring("total=".length())).map(Double::longValue).orElse(0L);
      }
    }
    return ten.isPresent() && sixty.isPresent()
        ? Optional.of(new Lost(ten.get(), sixty.get(), micros))
        : Optional.empty();
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.valueOf(text));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
