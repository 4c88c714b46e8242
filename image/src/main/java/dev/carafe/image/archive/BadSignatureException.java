package dev.carafe.image.archive;

import dev.carafe.image.ImageException;

/// A signed index is not signed by whom it must be, or not as it stands.
public final class BadSignatureException extends ImageException {
  private static final long serialVersionUID = 1L;

  public BadSignatureException(String what, String why) {
    super("could not verify the signature of %s: %s".formatted(what, why));
  }
}
