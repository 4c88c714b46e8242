package dev.carafe.cli.answer;

/// What a terminal may be given of a text from elsewhere.
public final class Printable {
  private Printable() {}

  /// With a mark in the place of each character that would move a cursor or end the line.
  public static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) ? '\uFFFD' : c);
    }
    return shown.toString();
  }
}
