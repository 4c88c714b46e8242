package dev.carafe.trust.tuf;

/// A target that nobody who may speak for it names.
public final class UnknownTargetException extends TufException {
  private static final long serialVersionUID = 1L;

  UnknownTargetException(String message) {
    super(message);
  }
}
