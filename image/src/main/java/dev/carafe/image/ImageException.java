package dev.carafe.image;

/// The builder cannot go on: the family of all such failures, one subclass for each violated rule,
/// carrying the values. The message says "could not VERB NOUN: why", with expected and found.
public abstract class ImageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected ImageException(String message) {
    super(message);
  }

  protected ImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
