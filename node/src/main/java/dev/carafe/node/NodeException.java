package dev.carafe.node;

/// The agent cannot go on with what it was doing: one subclass for each broken expectation,
/// carrying the values. Messages read "could not VERB NOUN: why".
public abstract class NodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected NodeException(String message) {
    super(message);
  }

  protected NodeException(String message, Throwable cause) {
    super(message, cause);
  }
}
