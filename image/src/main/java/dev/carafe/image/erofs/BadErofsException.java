package dev.carafe.image.erofs;

import dev.carafe.image.ImageException;
import java.io.EOFException;

/// An erofs does not have the form that it must have, or one that is not read here.
public final class BadErofsException extends ImageException {
  private static final long serialVersionUID = 1L;

  BadErofsException(String why) {
    super("could not read the erofs: " + why);
  }

  BadErofsException(String what, EOFException cause) {
    super("could not read the erofs: %s: %s".formatted(what, cause.getMessage()), cause);
  }

  static void demand(String what, int expected, int found) {
    if (expected != found) {
      throw new BadErofsException("expected %s 0x%x, found 0x%x".formatted(what, expected, found));
    }
  }
}
