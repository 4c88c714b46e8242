package dev.carafe.image.gpt;

import dev.carafe.image.ImageException;

/// A disk has no partition table that can be trusted.
public final class BadPartitionTableException extends ImageException {
  private static final long serialVersionUID = 1L;

  public BadPartitionTableException(String why) {
    super("could not read the partition table: " + why);
  }
}
