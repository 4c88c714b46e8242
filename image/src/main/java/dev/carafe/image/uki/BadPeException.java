package dev.carafe.image.uki;

import dev.carafe.image.ImageException;

/// A file is no executable for 64-bit UEFI, or not one that can be built upon.
public final class BadPeException extends ImageException {
  private static final long serialVersionUID = 1L;

  BadPeException(String what, String why) {
    super("could not read %s: %s".formatted(what, why));
  }

  BadPeException(String what, String why, Throwable cause) {
    super("could not read %s: %s".formatted(what, why), cause);
  }
}
