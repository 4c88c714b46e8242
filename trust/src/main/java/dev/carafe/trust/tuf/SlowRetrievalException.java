package dev.carafe.trust.tuf;

/// A source that gives what it should, but so slowly that nothing would ever come of it.
public final class SlowRetrievalException extends TufException {
  private static final long serialVersionUID = 1L;

  SlowRetrievalException(String message) {
    super(message);
  }
}
