package dev.carafe.cli.node;

/// A node ended a program's conversation with something else than the program's exit code.
public final class EndedException extends NodeException {
  private static final long serialVersionUID = 1L;

  EndedException(int code, String reason) {
    super(
        "the node ended it: "
            + (reason.isEmpty() ? "no reason given, WebSocket code " + code : reason));
  }
}
