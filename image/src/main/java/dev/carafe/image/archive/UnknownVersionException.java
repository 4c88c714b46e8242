package dev.carafe.image.archive;

import dev.carafe.image.ImageException;
import java.util.List;
import java.util.stream.Collectors;

/// A package was pinned to a version that no suite has.
public final class UnknownVersionException extends ImageException {
  private static final long serialVersionUID = 1L;

  UnknownVersionException(String name, DebianVersion version, List<DebianPackage> known) {
    super(
        "could not take package %s in version %s: the archive has %s"
            .formatted(
                name,
                version,
                known.stream()
                    .map(candidate -> candidate.version().text())
                    .collect(Collectors.joining(", "))));
  }
}
