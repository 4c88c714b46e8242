package dev.carafe.lab;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text that came piece by piece, and when each piece came.
///
/// @param pieces in the order they came
record TimedText(List<Piece> pieces) {
  TimedText {
    pieces = List.copyOf(pieces);
  }

  /// All of it.
  String text() {
    StringBuilder text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.text()));
    return text.toString();
  }

  /// When a pattern was there for the nth time, counted from 1: its last character had come.
  Optional<Duration> when(Pattern pattern, int nth) {
    Matcher matcher = pattern.matcher(text());
    for (int i = 0; i < nth; i++) {
      if (!matcher.find()) {
        return Optional.empty();
      }
    }
    return Optional.of(whenReached(matcher.end()));
  }

  private Duration whenReached(int length) {
    int reached = 0;
    for (Piece piece : pieces) {
      reached += piece.text().length();
      if (reached >= length) {
        return piece.at();
      }
    }
    throw new IllegalArgumentException("longer than the text: " + length);
  }

  /// A piece of the text.
  ///
  /// @param at since the machine's start
  record Piece(Duration at, String text) {}
}
