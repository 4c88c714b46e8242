package dev.carafe.settings.value;

import java.util.List;
import java.util.Optional;

/// A duration as Go and Kubernetes write it: numbers, each with a unit of `ns`, `us`, `ms`, `s`,
/// `m` or `h`; or `0`.
///
/// Source: [time.ParseDuration](https://pkg.go.dev/time#ParseDuration).
public record DurationType() implements TextType {
  private static final List<String> UNITS = List.of("ns", "us", "ms", "s", "m", "h");

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
      int number = at;
      while (at < text.length() && "0123456789.".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      int unit = at;
      while (at < text.length() && Character.isLetter(text.charAt(at))) {
        at++;
      }
      if (unit == number
          || text.substring(number, unit).chars().filter(c -> c == '.').count() > 1) {
        return Optional.of("a number is missing before '" + text.substring(unit) + "'");
      }
      if (!UNITS.contains(text.substring(unit, at))) {
        return Optional.of(
            unit == at
                ? "its unit is missing"
                : "'" + text.substring(unit, at) + "' is none of " + String.join(", ", UNITS));
      }
    }
    return text.isEmpty() ? Optional.of("it is empty") : Optional.empty();
  }
}
