package dev.carafe.image.delta;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.delta.Extent;
import dev.carafe.disk.verity.BlockHashes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Where each block of a target stands in a source already, wherever that is.
final class Origins {
  /// The source has no such block.
  static final long NONE = -1;

  /// The block is nothing but zeros.
  static final long ZEROS = -2;

  private static final ByteBuffer NO_SALT = ByteBuffer.allocate(0);

  private final long[] origins;

  private Origins(long[] origins) {
    this.origins = origins;
  }

  /// Compares blocks by their digests.
  ///
  /// @param source whole blocks, as the target has
  static Origins of(ByteSource source, ByteSource target) {
    Digests known = Digests.of(source);
    Digests wanted = Digests.of(target);
    Digests zeros = Digests.of(ByteSource.of(new byte[Extent.BLOCK]));
    Map<ByteBuffer, Long> index = known.index();
    long[] origins = new long[wanted.count()];
    for (int block = 0; block < origins.length; block++) {
      origins[block] =
          wanted.isSame(block, zeros, 0)
              ? ZEROS
              : origin(block, block == 0 ? NONE : origins[block - 1], wanted, known, index);
    }
    return new Origins(origins);
  }

  /// One that goes on where the block before came from makes the fewest extents.
  private static long origin(
      int block, long before, Digests wanted, Digests known, Map<ByteBuffer, Long> index) {
    if (before >= 0 && wanted.isSame(block, known, before + 1)) {
      return before + 1;
    }
    if (wanted.isSame(block, known, block)) {
      return block;
    }
    return index.getOrDefault(wanted.digest(block), NONE);
  }

  /// How many blocks the target has.
  int count() {
    return origins.length;
  }

  /// The number of an equal block of the source, [#ZEROS] or [#NONE].
  long of(long block) {
    return origins[(int) block];
  }

  /// The digests of all blocks, one after another.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Digests(byte[] bytes, int count) {
    static Digests of(ByteSource source) {
      return new Digests(
          BlockHashes.of(source, NO_SALT), Math.toIntExact(source.size() / Extent.BLOCK));
    }

    ByteBuffer digest(long block) {
      return ByteBuffer.wrap(bytes, at(block), BlockHashes.SIZE);
    }

    boolean isSame(long block, Digests others, long other) {
      return other < others.count
          && Arrays.equals(bytes, at(block), at(block + 1), others.bytes, at(other), at(other + 1));
    }

    /// The first block of each content.
    Map<ByteBuffer, Long> index() {
      Map<ByteBuffer, Long> index = new HashMap<>();
      for (long block = 0; block < count; block++) {
        index.putIfAbsent(digest(block), block);
      }
      return index;
    }

    private static int at(long block) {
      return (int) (block * BlockHashes.SIZE);
    }
  }
}
