package dev.carafe.disk.foreign;

import dev.carafe.disk.DiskException;

/// A C library is not there, or is no such library.
public final class MissingLibraryException extends DiskException {
  private static final long serialVersionUID = 1L;

  MissingLibraryException(String library, String debian, IllegalArgumentException cause) {
    super(
        "could not load %s: %s; it comes with Debian's package %s"
            .formatted(library, cause.getMessage(), debian),
        cause);
  }

  MissingLibraryException(String library, String debian, String function) {
    super(
        "could not use %s: expected function %s in it, found none; it is in that of Debian's package %s"
            .formatted(library, function, debian));
  }
}
