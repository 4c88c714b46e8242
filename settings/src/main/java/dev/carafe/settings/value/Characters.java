package dev.carafe.settings.value;

import java.util.Optional;

/// Which characters a text is made of, without regular expressions: these cost the agent's start.
final class Characters {
  static final String DIGITS = "0123456789";
  static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  static final String LETTERS = LOWER + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  static final String ALPHANUMERIC = LETTERS + DIGITS;

  private Characters() {}

  /// Why a text is not made of these characters only: `it holds '_'`.
  static Optional<String> firstOther(String text, String allowed) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (allowed.indexOf(c) < 0) {
        return Optional.of("it holds " + show(c));
      }
      i += Character.charCount(c);
    }
    return Optional.empty();
  }

  /// Why a text is not of a length: `it is empty`, `it is longer than 63 characters`.
  static Optional<String> outsideLength(String text, int most) {
    if (text.isEmpty()) {
      return Optional.of("it is empty");
    }
    return text.length() > most
        ? Optional.of("it is longer than " + most + " characters")
        : Optional.empty();
  }

  /// Why a text does not begin and end with one of these characters.
  static Optional<String> otherEnds(String text, String allowed) {
    if (allowed.indexOf(text.charAt(0)) < 0) {
      return Optional.of("it begins with " + show(text.charAt(0)));
    }
    char last = text.charAt(text.length() - 1);
    return allowed.indexOf(last) < 0 ? Optional.of("it ends with " + show(last)) : Optional.empty();
  }

  /// Why a text cannot stand on one line of a configuration file: any control character, and
  /// Unicode's own line ends.
  static Optional<String> secondLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x85) {
        return Optional.of("it has more than one line");
      }
      if (c != '\t' && Character.isISOControl(c)) {
        return Optional.of("it holds " + show(c));
      }
    }
    return Optional.empty();
  }

  private static String show(int c) {
    if (c == ' ') {
      return "a space";
    }
    boolean isControl = Character.isISOControl(c);
    return isControl
        ? "the control character " + String.format("U+%04X", c)
        : "'" + Character.toString(c) + "'";
  }
}
