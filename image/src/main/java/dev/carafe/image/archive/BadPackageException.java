package dev.carafe.image.archive;

import dev.carafe.image.ImageException;
import java.io.IOException;

/// A package file has the right digest, but not the form that a package has.
public final class BadPackageException extends ImageException {
  private static final long serialVersionUID = 1L;

  public BadPackageException(String what, String why) {
    super("could not read package %s: %s".formatted(what, why));
  }

  public BadPackageException(String what, IOException cause) {
    super("could not read package %s: %s".formatted(what, cause.getMessage()), cause);
  }
}
