package dev.carafe.cli.node;

/// Something about a node that a command cannot go on with.
public abstract class NodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NodeException(String message) {
    super(message);
  }

  NodeException(String message, Throwable cause) {
    super(message, cause);
  }
}
