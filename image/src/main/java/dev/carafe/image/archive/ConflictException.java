package dev.carafe.image.archive;

import dev.carafe.image.ImageException;

/// Two packages were resolved that cannot be together.
public final class ConflictException extends ImageException {
  private static final long serialVersionUID = 1L;

  public ConflictException(
      DebianPackage declaring, String field, Relation relation, DebianPackage other) {
    super(
        "could not resolve packages: %s %s and %s %s were both needed, but %s says '%s: %s'"
            .formatted(
                declaring.name(),
                declaring.version(),
                other.name(),
                other.version(),
                declaring.name(),
                field,
                relation));
  }
}
