package dev.carafe.trust.tuf;

/// A file that does not end where it should.
public final class EndlessDataException extends TufException {
  private static final long serialVersionUID = 1L;

  EndlessDataException(String message) {
    super(message);
  }
}
