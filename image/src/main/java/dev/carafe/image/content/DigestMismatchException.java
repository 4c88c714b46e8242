package dev.carafe.image.content;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.ImageException;

/// Content is not what a signed or locked digest says.
public final class DigestMismatchException extends ImageException {
  private static final long serialVersionUID = 1L;

  private final transient Sha256 expected;
  private final transient Sha256 found;

  public DigestMismatchException(String what, Sha256 expected, Sha256 found) {
    super("could not verify %s: expected sha256 %s, found %s".formatted(what, expected, found));
    this.expected = expected;
    this.found = found;
  }

  public Sha256 expected() {
    return expected;
  }

  public Sha256 found() {
    return found;
  }
}
