package dev.carafe.disk.gpt;

import dev.carafe.disk.DiskException;
import java.util.List;

/// A disk has no usable partition table.
public final class BadPartitionTableException extends DiskException {
  private static final long serialVersionUID = 1L;

  BadPartitionTableException(List<String> damage) {
    super("could not read the partition table: " + String.join("; ", damage));
  }
}
