package dev.carafe.settings.generation;

/// A transaction cannot begin.
public final class TransactionRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TransactionRefusedException(String why) {
    super("could not begin a transaction: " + why);
  }
}
