package dev.carafe.trust.tuf;

/// Metadata that is older than what was trusted before.
public final class RollbackException extends TufException {
  private static final long serialVersionUID = 1L;

  RollbackException(String message) {
    super(message);
  }
}
