package dev.carafe.image.java;

import dev.carafe.image.ImageException;
import java.nio.file.Path;

/// A cache stands so deep that what is made in it would not be the same as elsewhere.
public final class PathTooLongException extends ImageException {
  private static final long serialVersionUID = 1L;

  PathTooLongException(Path path, int length) {
    super(
        "could not make the class-data archive in %s: its path has %d characters, fewer than %d are needed; choose another with --cache"
            .formatted(path, path.toString().length(), length - 1));
  }
}
