package dev.carafe.disk.gpt;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/// A partition: the sectors of 512 bytes from `firstLba` to `lastLba`, both included.
///
/// @param label at most 36 UTF-16 units
public record Partition(
    PartitionType type,
    UUID uuid,
    String label,
    long firstLba,
    long lastLba,
    Set<Attribute> attributes) {

  public Partition {
    if (firstLba < 0 || lastLba < firstLba) {
      throw new IllegalArgumentException(
          "not the sectors of a partition: %d to %d".formatted(firstLba, lastLba));
    }
    Label.check(label);
    Set<Attribute> copy = EnumSet.noneOf(Attribute.class);
    copy.addAll(attributes);
    attributes = Collections.unmodifiableSet(copy);
  }

  /// Where it begins, in bytes.
  public long offset() {
    return firstLba * GuidPartitionTable.SECTOR;
  }

  /// How long it is, in bytes.
  public long size() {
    return (lastLba - firstLba + 1) * GuidPartitionTable.SECTOR;
  }
}
