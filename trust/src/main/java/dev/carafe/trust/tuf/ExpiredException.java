package dev.carafe.trust.tuf;

/// Metadata whose time is over: somebody keeps newer one back.
public final class ExpiredException extends TufException {
  private static final long serialVersionUID = 1L;

  ExpiredException(String message) {
    super(message);
  }
}
