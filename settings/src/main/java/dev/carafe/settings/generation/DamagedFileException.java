package dev.carafe.settings.generation;

/// A file is not what was written: why.
public final class DamagedFileException extends Exception {
  private static final long serialVersionUID = 1L;

  public DamagedFileException(String why) {
    super(why);
  }

  /// The end of a sentence about the file.
  public String why() {
    return String.valueOf(getMessage());
  }
}
