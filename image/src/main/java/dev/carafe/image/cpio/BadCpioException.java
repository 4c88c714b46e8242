package dev.carafe.image.cpio;

import dev.carafe.image.ImageException;

/// A cpio archive does not have the `newc` form.
public final class BadCpioException extends ImageException {
  private static final long serialVersionUID = 1L;

  BadCpioException(long offset, String why) {
    super("could not read the cpio archive at byte %d: %s".formatted(offset, why));
  }
}
