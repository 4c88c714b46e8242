package dev.carafe.trust.tuf;

/// Metadata without as many signatures of those who may sign it as it needs: arbitrary software, or
/// a key that is not trusted any more.
public final class NotSignedException extends TufException {
  private static final long serialVersionUID = 1L;

  NotSignedException(String message) {
    super(message);
  }
}
