package dev.carafe.cli.node;

/// A node does not answer.
public final class UnreachableException extends NodeException {
  private static final long serialVersionUID = 1L;

  UnreachableException(Access access, String why, Throwable cause) {
    super("could not reach " + access + ": " + why, cause);
  }
}
