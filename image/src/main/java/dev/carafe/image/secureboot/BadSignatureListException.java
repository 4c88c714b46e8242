package dev.carafe.image.secureboot;

import dev.carafe.image.ImageException;

/// Bytes are no lists of what firmware believes.
public final class BadSignatureListException extends ImageException {
  private static final long serialVersionUID = 1L;

  BadSignatureListException(String what, String why) {
    super("could not read %s: %s".formatted(what, why));
  }

  BadSignatureListException(String what, String why, Throwable cause) {
    super("could not read %s: %s".formatted(what, why), cause);
  }
}
