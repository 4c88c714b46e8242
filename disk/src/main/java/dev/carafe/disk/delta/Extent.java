package dev.carafe.disk.delta;

import dev.carafe.disk.verity.VerityTree;

/// Some blocks, one after another.
///
/// @param first the number of the first one
public record Extent(long first, int count) {
  /// The size of a block, in bytes.
  public static final int BLOCK = VerityTree.BLOCK;

  /// So many blocks can be counted.
  static final long END = 1L << 32;

  public Extent {
    if (first < 0 || count < 1 || first > END - count) {
      throw new IllegalArgumentException(
          "expected blocks below %d, found %d from %d".formatted(END, count, first));
    }
  }

  /// The number of the block behind it.
  public long end() {
    return first + count;
  }

  /// Where it begins, in bytes.
  public long offset() {
    return first * BLOCK;
  }

  /// How long it is, in bytes.
  public int size() {
    return count * BLOCK;
  }

  @Override
  public String toString() {
    return "blocks %d to %d".formatted(first, end() - 1);
  }
}
