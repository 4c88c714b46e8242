package dev.carafe.disk.delta;

import dev.carafe.disk.bytes.Sha256;

/// What a delta starts from.
///
/// @param digest the root hash of a file system under dm-verity, or the digest of a file
/// @param size in bytes; what is missing of its last block counts as zeros
public record DeltaSource(Sha256 digest, long size) {
  public DeltaSource {
    if (size < 1 || size > Extent.END * Extent.BLOCK) {
      throw new IllegalArgumentException("expected the size of a source, found " + size);
    }
  }

  /// How many blocks it has.
  public long blocks() {
    return Math.ceilDiv(size, Extent.BLOCK);
  }
}
