package dev.carafe.settings.value;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A duration as Go and Kubernetes write it: numbers, each with a unit of `ns`, `us`, `ms`, `s`,
/// `m` or `h`; or `0`.
///
/// Source: [time.ParseDuration](https://pkg.go.dev/time#ParseDuration).
public record DurationType() implements TextType {
  private enum Unit {
    NS(1L),
    US(1_000L),
    MS(1_000_000L),
    S(1_000_000_000L),
    M(60_000_000_000L),
    H(3_600_000_000_000L);

    private final long nanos;

    Unit(long nanos) {
      this.nanos = nanos;
    }

    static Optional<Unit> of(String word) {
      return Arrays.stream(values()).filter(unit -> unit.toString().equals(word)).findFirst();
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A number with its unit, as they stand there.
  private record Part(String number, String unit, int end) {

    /// @param text not at its end
    static Part at(int start, String text) {
      int unit = start;
      while (unit < text.length() && "0123456789.".indexOf(text.charAt(unit)) >= 0) {
        unit++;
      }
      int end = unit;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      return new Part(text.substring(start, unit), text.substring(unit, end), end);
    }

    boolean hasNumber() {
      return number.chars().anyMatch(c -> c != '.')
          && number.indexOf('.') == number.lastIndexOf('.');
    }

    BigDecimal nanos() {
      return new BigDecimal(number).multiply(BigDecimal.valueOf(Unit.of(unit).orElseThrow().nanos));
    }
  }

  @Override
  public String name() {
    return "duration";
  }

  @Override
  public String noun() {
    return "a duration";
  }

  @Override
  public String example() {
    return "\"1h30m\"";
  }

  @Override
  public Optional<String> fault(String text) {
    if (text.equals("0")) {
      return Optional.empty();
    }
    int at = 0;
    while (at < text.length()) {
      Part part = Part.at(at, text);
      if (!part.hasNumber()) {
        String rest = text.substring(at + part.number().length());
        return Optional.of("a number is missing before '" + rest + "'");
      }
      if (Unit.of(part.unit()).isEmpty()) {
        return Optional.of(
            part.unit().isEmpty()
                ? "its unit is missing"
                : "'" + part.unit() + "' is none of " + units());
      }
      at = part.end();
    }
    return text.isEmpty() ? Optional.of("it is empty") : Optional.empty();
  }

  private static String units() {
    return Arrays.stream(Unit.values()).map(Unit::toString).collect(Collectors.joining(", "));
  }

  /// What a text without a fault says; 292 years where it says more.
  public static Duration parse(String text) {
    BigDecimal nanos = BigDecimal.ZERO;
    int at = text.equals("0") ? 1 : 0;
    while (at < text.length()) {
      Part part = Part.at(at, text);
      nanos = nanos.add(part.nanos());
      at = part.end();
    }
    return Duration.ofNanos(nanos.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
  }
}
