package dev.carafe.cli.node;

/// A node is not as a benchmark demands.
public final class FailedChecksException extends NodeException {
  private static final long serialVersionUID = 1L;

  FailedChecksException() {
    super("the node fails checks of this report: those marked FAIL");
  }
}
