package dev.carafe.cli.key;

/// A key that is named cannot be used.
public final class KeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeyException(String reference, String why) {
    super("could not use the key " + reference + ": " + why);
  }

  KeyException(String reference, Throwable cause) {
    super("could not use the key " + reference + ": " + cause.getMessage(), cause);
  }
}
