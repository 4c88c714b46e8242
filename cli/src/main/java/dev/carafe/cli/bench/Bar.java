package dev.carafe.cli.bench;

import java.util.Locale;

/// What a figure is held against.
public record Bar(Side side, double value) {

  /// Where a good figure is.
  public enum Side {
    /// Anywhere.
    NONE,
    AT_MOST,
    AT_LEAST
  }

  /// Whether there is one.
  public boolean isSet() {
    return side != Side.NONE;
  }

  /// Whether a figure is on its good side, or on it.
  public boolean allows(double figure) {
    return switch (side) {
      case NONE -> true;
      case AT_MOST -> figure <= value;
      case AT_LEAST -> figure >= value;
    };
  }

  /// For a person: `<= 1.5`, or nothing.
  @Override
  public String toString() {
    String number =
        value == Math.rint(value)
            ? String.format(Locale.ROOT, "%.0f", value)
            : String.format(Locale.ROOT, "%.1f", value);
    return switch (side) {
      case NONE -> "";
      case AT_MOST -> "<= " + number;
      case AT_LEAST -> ">= " + number;
    };
  }
}
