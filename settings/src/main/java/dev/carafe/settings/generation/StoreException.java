package dev.carafe.settings.generation;

import java.io.IOException;

/// The store could not be read or written: the disk is full or broken. What was live before still
/// is.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreException(String what, IOException cause) {
    super("could not " + what + ": " + cause.getMessage(), cause);
  }
}
