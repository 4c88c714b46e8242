package dev.carafe.image.gpt;

import java.util.UUID;

/// One row of a partition table. Blocks are of 512 bytes.
///
/// @param firstBlock the first block
/// @param lastBlock the last block, inclusive
/// @param attributes bit 60 read-only, bit 59 grow the file system, bit 63 do not mount by itself
public record Partition(
    UUID type, UUID id, String label, long firstBlock, long lastBlock, long attributes) {
  /// The bytes of a block.
  public static final int BLOCK = 512;

  /// Discoverable Partitions: the partition is never written to.
  public static final long READ_ONLY = 1L << 60;

  /// Where it starts, in bytes.
  public long offset() {
    return firstBlock * BLOCK;
  }

  /// Its size in bytes.
  public long size() {
    return (lastBlock - firstBlock + 1) * BLOCK;
  }
}
