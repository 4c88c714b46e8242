package dev.carafe.trust.tuf;

/// A file that is not the one that signed metadata names: its length or its digest is another.
public final class AlteredException extends TufException {
  private static final long serialVersionUID = 1L;

  AlteredException(String message) {
    super(message);
  }
}
