package dev.carafe.settings.generation;

import java.io.IOException;

/// Settings could not be read or written: the disk is full or broken. What was live before still
/// is.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param what could not be done, as in `store generation 7`
  public StoreException(String what, IOException cause) {
    super("could not " + what + ": " + cause.getMessage(), cause);
  }
}
