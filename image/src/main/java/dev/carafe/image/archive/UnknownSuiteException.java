package dev.carafe.image.archive;

import dev.carafe.image.ImageException;
import java.util.List;

/// A lock names a suite that the archive's configuration does not have.
public final class UnknownSuiteException extends ImageException {
  private static final long serialVersionUID = 1L;

  public UnknownSuiteException(String name, List<String> known) {
    super(
        "could not find suite '%s': expected one of %s".formatted(name, String.join(", ", known)));
  }
}
