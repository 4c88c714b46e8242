package dev.carafe.node.json;

import dev.carafe.node.NodeException;

/// A text is not JSON: where, what was found, what was expected.
public final class JsonSyntaxException extends NodeException {
  private static final long serialVersionUID = 1L;

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
  }
}
