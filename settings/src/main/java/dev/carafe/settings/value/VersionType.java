package dev.carafe.settings.value;

import java.util.Optional;

/// A semantic version, with or without a `v` before it, or `latest`.
///
/// Source: [Semantic Versioning 2.0.0](https://semver.org/spec/v2.0.0.html).
public record VersionType() implements TextType {

  @Override
  public String name() {
    return "version";
  }

  @Override
  public String noun() {
    return "a version";
  }

  @Override
  public String example() {
    return "\"v1.2.3\"";
  }

  @Override
  public Optional<String> fault(String text) {
    if (text.equals("latest")) {
      return Optional.empty();
    }
    String version = text.startsWith("v") ? text.substring(1) : text;
    int plus = version.indexOf('+');
    if (plus >= 0 && !parts(version.substring(plus + 1), false)) {
      return Optional.of("what is after '+' is not written as build metadata");
    }
    String precedence = plus < 0 ? version : version.substring(0, plus);
    int hyphen = precedence.indexOf('-');
    if (hyphen >= 0 && !parts(precedence.substring(hyphen + 1), true)) {
      return Optional.of("what is after '-' is not written as a pre-release");
    }
    String core = hyphen < 0 ? precedence : precedence.substring(0, hyphen);
    String[] numbers = core.split("\\.", -1);
    for (String number : numbers) {
      if (!isNumber(number)) {
        return Optional.of("'" + number + "' is no number of a version");
      }
    }
    return numbers.length == 3
        ? Optional.empty()
        : Optional.of("it has " + numbers.length + " numbers, not 3");
  }

  /// Items 9 and 10.
  private static boolean parts(String text, boolean strict) {
    for (String part : text.split("\\.", -1)) {
      boolean digits = Characters.firstOther(part, Characters.DIGITS).isEmpty();
      if (part.isEmpty()
          || Characters.firstOther(part, Characters.ALPHANUMERIC + "-").isPresent()
          || (strict && digits && !isNumber(part))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && Characters.firstOther(text, Characters.DIGITS).isEmpty()
        && (text.length() == 1 || text.charAt(0) != '0');
  }
}
