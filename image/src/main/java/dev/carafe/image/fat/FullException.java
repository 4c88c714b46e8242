package dev.carafe.image.fat;

import dev.carafe.image.ImageException;

/// A file system is too small for what goes into it.
public final class FullException extends ImageException {
  private static final long serialVersionUID = 1L;

  public FullException(long wanted, long free) {
    super(
        "could not write %d bytes into the system partition: %d bytes are free"
            .formatted(wanted, free));
  }
}
