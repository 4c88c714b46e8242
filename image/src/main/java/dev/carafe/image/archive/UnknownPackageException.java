package dev.carafe.image.archive;

import dev.carafe.image.ImageException;
import dev.carafe.settings.Suggestion;
import java.util.Collection;

/// A package was asked for that no suite has.
public final class UnknownPackageException extends ImageException {
  private static final long serialVersionUID = 1L;

  private final String name;

  public UnknownPackageException(String name, Collection<String> known) {
    super(
        "could not find package '%s' in the archive%s"
            .formatted(
                name,
                Suggestion.nearest(name, known)
                    .map(meant -> "; did you mean '" + meant + "'?")
                    .orElse("")));
    this.name = name;
  }

  public String name() {
    return name;
  }
}
