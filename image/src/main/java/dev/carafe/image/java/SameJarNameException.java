package dev.carafe.image.java;

import dev.carafe.image.ImageException;
import java.nio.file.Path;

/// Two jars of a program have the same file name.
public final class SameJarNameException extends ImageException {
  private static final long serialVersionUID = 1L;

  SameJarNameException(Path first, Path second) {
    super(
        "could not lay out the class path: expected jars of different names, found %s and %s"
            .formatted(first, second));
  }
}
