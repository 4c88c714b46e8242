package dev.carafe.trust.tuf;

/// Metadata that does not belong to the other metadata of its repository: parts of different times
/// mixed.
public final class InconsistentException extends TufException {
  private static final long serialVersionUID = 1L;

  InconsistentException(String message) {
    super(message);
  }
}
