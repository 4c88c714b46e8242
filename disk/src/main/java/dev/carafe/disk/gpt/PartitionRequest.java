package dev.carafe.disk.gpt;

import java.util.Set;
import java.util.UUID;

/// A partition that has no place yet.
///
/// @param size in bytes; rounded up to the alignment
public record PartitionRequest(
    PartitionType type, UUID uuid, String label, long size, Set<Attribute> attributes) {
  public PartitionRequest {
    attributes = Set.copyOf(attributes);
    if (size <= 0) {
      throw new IllegalArgumentException("not a size: " + size);
    }
  }

  Partition at(long firstLba) {
    long aligned = Math.ceilDiv(size, GuidPartitionTable.ALIGNMENT) * GuidPartitionTable.ALIGNMENT;
    long lastLba = firstLba + aligned / GuidPartitionTable.SECTOR - 1;
    return new Partition(type, uuid, label, firstLba, lastLba, attributes);
  }
}
