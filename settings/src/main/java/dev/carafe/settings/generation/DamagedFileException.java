package dev.carafe.settings.generation;

/// A file is not what was written: why.
final class DamagedFileException extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedFileException(String why) {
    super(why);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
