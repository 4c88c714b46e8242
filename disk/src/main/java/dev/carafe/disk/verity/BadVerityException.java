package dev.carafe.disk.verity;

import dev.carafe.disk.DiskException;

/// A verity tree cannot be read: its superblock is none, or it does not fit its data.
public final class BadVerityException extends DiskException {
  private static final long serialVersionUID = 1L;

  BadVerityException(String why) {
    super("could not read the verity tree: " + why);
  }
}
