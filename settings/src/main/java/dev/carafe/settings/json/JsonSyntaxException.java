package dev.carafe.settings.json;

/// A text is not JSON: where, what was found, what was expected.
public final class JsonSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  JsonSyntaxException(int line, int column, String found, String expected) {
    super(
        "could not read JSON: line "
            + line
            + ", column "
            + column
            + ": found "
            + found
            + ", expected "
            + expected);
    this.line = line;
    this.column = column;
  }

  /// From 1.
  public int line() {
    return line;
  }

  /// From 1.
  public int column() {
    return column;
  }
}
