package dev.carafe.settings;

/// A place in a text: the source's name (a path, or what a person calls it), line and column, both
/// from 1.
public record Position(String source, int line, int column) {

  public Position {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("line and column start at 1: " + line + ":" + column);
    }
  }

  /// `source:line:column`, as compilers print it.
  @Override
  public String toString() {
    return source + ":" + line + ":" + column;
  }
}
