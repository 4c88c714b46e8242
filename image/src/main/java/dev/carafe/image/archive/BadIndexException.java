package dev.carafe.image.archive;

import dev.carafe.image.ImageException;

/// An index is signed and whole, but not in the form that an index has.
public final class BadIndexException extends ImageException {
  private static final long serialVersionUID = 1L;

  public BadIndexException(String what, String why) {
    super("could not read %s: %s".formatted(what, why));
  }

  public BadIndexException(String what, RuntimeException cause) {
    super("could not read %s: %s".formatted(what, cause.getMessage()), cause);
  }
}
