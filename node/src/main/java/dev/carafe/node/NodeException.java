package dev.carafe.node;

/// The agent cannot do something. The message says "could not VERB NOUN: why".
public abstract class NodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected NodeException(String message) {
    super(message);
  }

  protected NodeException(String message, Throwable cause) {
    super(message, cause);
  }
}
