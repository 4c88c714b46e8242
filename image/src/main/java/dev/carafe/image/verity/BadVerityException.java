package dev.carafe.image.verity;

import dev.carafe.image.ImageException;

/// A verity tree cannot be read: its superblock is none, or it does not fit its data.
public final class BadVerityException extends ImageException {
  private static final long serialVersionUID = 1L;

  BadVerityException(String why) {
    super("could not read the verity tree: " + why);
  }
}
