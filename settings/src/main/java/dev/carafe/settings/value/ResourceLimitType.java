package dev.carafe.settings.value;

import dev.carafe.settings.json.Json;
import java.util.Optional;

/// A limit of a process: a whole number, or none, which is `"unlimited"` or -1.
///
/// Source: [getrlimit(2)](https://man7.org/linux/man-pages/man2/getrlimit.2.html).
public record ResourceLimitType() implements ValueType {
  private static final String NONE = "unlimited";
  private static final IntegerType NUMBER = new IntegerType("resource-limit", -1, Long.MAX_VALUE);

  @Override
  public String name() {
    return "resource-limit";
  }

  @Override
  public String noun() {
    return "a whole number or \"unlimited\"";
  }

  @Override
  public String example() {
    return "65536";
  }

  @Override
  public boolean fits(Json value) {
    return value instanceof Json.Text || NUMBER.fits(value);
  }

  @Override
  public Optional<String> fault(Json value) {
    if (value instanceof Json.Text(String text)) {
      return text.equals(NONE) ? Optional.empty() : Optional.of("it is no number");
    }
    return NUMBER.fault(value);
  }

  @Override
  public Json fromText(String text) {
    return NUMBER.fromText(text);
  }
}
