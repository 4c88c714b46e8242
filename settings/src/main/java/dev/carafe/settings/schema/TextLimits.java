package dev.carafe.settings.schema;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a schema asks of a text beyond its type: a pattern that it matches as a whole, its length
/// in characters, and that it is none of the texts that the system keeps for itself.
public record TextLimits(Optional<Pattern> pattern, int least, int most, List<String> reserved) {
  private static final TextLimits NONE =
      new TextLimits(Optional.empty(), 0, Integer.MAX_VALUE, List.of());

  public TextLimits {
    reserved = List.copyOf(reserved);
    if (least < 0 || least > most) {
      throw new IllegalArgumentException("no length is from " + least + " to " + most);
    }
  }

  public static TextLimits none() {
    return NONE;
  }

  /// Why a text is outside the limits, as the end of a sentence about it.
  public Optional<String> fault(String text) {
    if (reserved.contains(text)) {
      return Optional.of("the system keeps it for itself");
    }
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
