package dev.carafe.cli.node;

/// Whoever answers is not the node that is meant, or shows nothing that says so.
public final class StrangerException extends NodeException {
  private static final long serialVersionUID = 1L;

  StrangerException(NodeAddress address, String why, Throwable cause) {
    super("could not trust " + address + ": " + why, cause);
  }
}
