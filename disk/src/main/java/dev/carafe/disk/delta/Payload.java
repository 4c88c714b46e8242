package dev.carafe.disk.delta;

import dev.carafe.disk.bytes.Sha256;

/// A frame of zstd among the bytes that follow the head of a delta.
///
/// @param offset from the end of the head
/// @param digest of the frame as it is fetched: nothing else is given to zstd
public record Payload(long offset, int size, Sha256 digest) {
  /// The size of a frame at most: whatever an operation makes may take a little more when packed.
  public static final int LARGEST = Operation.LARGEST * Extent.BLOCK + (64 << 10);

  public Payload {
    if (offset < 0 || size < 1 || size > LARGEST) {
      throw new IllegalArgumentException(
          "expected a frame of 1 to %d bytes, found %d".formatted(LARGEST, size));
    }
  }

  /// Where the byte behind it is.
  public long end() {
    return offset + size;
  }
}
