package dev.carafe.image.uki;

import dev.carafe.image.ImageException;

/// A file is not the PE executable that it should be.
public final class BadExecutableException extends ImageException {
  private static final long serialVersionUID = 1L;

  public BadExecutableException(String why) {
    super("could not read a PE executable: " + why);
  }
}
