package dev.carafe.image.gpt;

import dev.carafe.image.ImageException;
import java.util.List;

/// A disk has no usable partition table.
public final class BadPartitionTableException extends ImageException {
  private static final long serialVersionUID = 1L;

  BadPartitionTableException(List<String> damage) {
    super("could not read the partition table: " + String.join("; ", damage));
  }
}
