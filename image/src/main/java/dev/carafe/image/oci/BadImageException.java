package dev.carafe.image.oci;

import dev.carafe.image.ImageException;
import java.nio.file.Path;

/// A container image is not what it should be.
public final class BadImageException extends ImageException {
  private static final long serialVersionUID = 1L;

  BadImageException(Path image, String why) {
    super("could not use the container image %s: %s".formatted(image, why));
  }
}
