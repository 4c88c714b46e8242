package dev.carafe.settings.schema;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a schema asks of a text beyond its type: a pattern that it matches as a whole, and its
/// length in characters.
public record TextLimits(Optional<Pattern> pattern, int least, int most) {
  private static final TextLimits NONE = new TextLimits(Optional.empty(), 0, Integer.MAX_VALUE);

  public TextLimits {
    if (least < 0 || least > most) {
      throw new IllegalArgumentException("no length is from " + least + " to " + most);
    }
  }

  public static TextLimits none() {
    return NONE;
  }

  /// Why a text is outside the limits, as the end of a sentence about it.
  public Optional<String> fault(String text) {
    int length = text.codePointCount(0, text.length());
    if (length < least) {
      return Optional.of(
          length == 0 ? "it is empty" : "it is shorter than " + least + " characters");
    }
    if (length > most) {
      return Optional.of("it is longer than " + most + " characters");
    }
    return pattern
        .filter(wanted -> !wanted.matcher(text).matches())
        .map(wanted -> "it does not match " + wanted.pattern());
  }
}
