package dev.carafe.disk.gpt;

import java.util.EnumSet;
import java.util.Set;

/// A bit in the attributes of a partition.
///
/// Source: [Discoverable Partitions
/// Specification](https://uapi-group.org/specifications/specs/discoverable_partitions_specification/),
/// "Partition Flags".
public enum Attribute {
  /// The file system grows to the size of its partition when it is mounted.
  GROW_FILE_SYSTEM(59),
  /// Mounted read-only.
  READ_ONLY(60),
  /// Not mounted unless named.
  NO_AUTO(63);

  private final int bit;

  Attribute(int bit) {
    this.bit = bit;
  }

  static long bits(Set<Attribute> attributes) {
    return attributes.stream().mapToLong(a -> 1L << a.bit).reduce(0, (a, b) -> a | b);
  }

  /// Bits in which these attributes are those that are set, and what is unknown here stays as it
  /// is.
  static long mixed(long before, Set<Attribute> attributes) {
    return (before & ~bits(EnumSet.allOf(Attribute.class))) | bits(attributes);
  }

  static Set<Attribute> of(long bits) {
    Set<Attribute> attributes = EnumSet.allOf(Attribute.class);
    attributes.removeIf(attribute -> (bits >>> attribute.bit & 1) == 0);
    return attributes;
  }
}
