package dev.carafe.image.content;

import dev.carafe.image.ImageException;

/// Content is longer or shorter than a signed or locked size says.
public final class SizeMismatchException extends ImageException {
  private static final long serialVersionUID = 1L;

  public SizeMismatchException(String what, long expected, long found) {
    super("could not verify %s: expected %d bytes, found %d".formatted(what, expected, found));
  }
}
