package dev.carafe.cli.component;

/// A component, program or package cannot be called so.
public final class BadNameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadNameException(String message) {
    super(message);
  }
}
