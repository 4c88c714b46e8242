package dev.carafe.image.cms;

import dev.carafe.image.ImageException;

/// A signature cannot be believed.
public final class BadSignedDataException extends ImageException {
  private static final long serialVersionUID = 1L;

  public BadSignedDataException(String what, String why) {
    super("could not believe %s: %s".formatted(what, why));
  }

  BadSignedDataException(String what, String why, Throwable cause) {
    super("could not believe %s: %s".formatted(what, why), cause);
  }
}
