package dev.carafe.cli.node;

/// The node understood, and answered no.
public final class AnswerException extends NodeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  AnswerException(int status, String text) {
    super("the node answered %d: %s".formatted(status, text.strip()));
    this.status = status;
  }

  int status() {
    return status;
  }

  /// What the node said.
  String text() {
    String message = String.valueOf(getMessage());
    return message.substring(message.indexOf(": ") + 2);
  }
}
