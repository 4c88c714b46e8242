package dev.carafe.image.archive;

import dev.carafe.image.ImageException;

/// A package needs something that no suite has.
public final class UnsatisfiedDependencyException extends ImageException {
  private static final long serialVersionUID = 1L;

  public UnsatisfiedDependencyException(DebianPackage needing, Dependency dependency) {
    super(
        "could not satisfy %s %s: expected %s, found none in the archive"
            .formatted(needing.name(), needing.version(), dependency));
  }
}
