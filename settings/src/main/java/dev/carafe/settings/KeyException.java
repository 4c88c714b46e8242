package dev.carafe.settings;

/// A text is no key of a setting.
public final class KeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeyException(String text, String why) {
    super("could not read key '" + text + "': " + why);
  }
}
