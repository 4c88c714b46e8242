package dev.carafe.node.update;

import dev.carafe.node.NodeException;

/// A step of an update has failed. Messages read "could not VERB NOUN: why".
public sealed class FailedUpdateException extends NodeException permits UnreachableException {
  private static final long serialVersionUID = 1L;

  public FailedUpdateException(String message) {
    super(message);
  }

  public FailedUpdateException(String message, Throwable cause) {
    super(message, cause);
  }
}
