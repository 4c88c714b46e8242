package dev.carafe.cli.node;

/// A node has begun something for an update, and did not bring it to its end.
public final class UpdateFailedException extends NodeException {
  private static final long serialVersionUID = 1L;

  UpdateFailedException(String message) {
    super(message);
  }
}
