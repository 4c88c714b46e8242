package dev.carafe.cli.release;

/// What was asked for does not fit the releases that there are.
public final class RefusedException extends ReleaseException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
