package dev.carafe.image.inspect;

import dev.carafe.image.ImageException;

/// An image lacks something without which it is no system.
public final class MissingPartException extends ImageException {
  private static final long serialVersionUID = 1L;

  MissingPartException(String part) {
    super("could not read the image: expected %s, found none".formatted(part));
  }
}
