package dev.carafe.cli.release;

/// A release cannot be made, found or changed.
public abstract class ReleaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReleaseException(String message) {
    super(message);
  }
}
