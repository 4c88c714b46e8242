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
record Pressure(Average some, Average full) {

  record Average(double ten, double sixty) {}

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
    Optional<Average> some = Optional.empty();
    Average full = new Average(0, 0);
    for (String line : text.split("\n", -1)) {
      Optional<Average> average = average(line);
      if (line.startsWith("some ")) {
        some = average;
      } else if (line.startsWith("full ") && average.isPresent()) {
        full = average.get();
      }
    }
    Average fully = full;
    return some.map(partly -> new Pressure(partly, fully));
  }

  private static Optional<Average> average(String line) {
    Optional<Double> ten = Optional.empty();
    Optional<Double> sixty = Optional.empty();
    for (String word : line.split(" ", -1)) {
      if (word.startsWith("avg10=")) {
        ten = number(word.substring("avg10=".length()));
      } else if (word.startsWith("avg60=")) {
        sixty = number(word.substring("avg60=".length()));
      }
    }
    return ten.isPresent() && sixty.isPresent()
        ? Optional.of(new Average(ten.get(), sixty.get()))
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
