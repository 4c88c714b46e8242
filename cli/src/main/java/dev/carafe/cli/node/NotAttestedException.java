package dev.carafe.cli.node;

/// A node does not prove that it was started as it ought to.
public final class NotAttestedException extends NodeException {
  private static final long serialVersionUID = 1L;

  NotAttestedException(long failed) {
    super("could not trust the node: %d of the checks above failed".formatted(failed));
  }
}
