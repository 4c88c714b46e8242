package dev.carafe.disk.verity;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Digests;
import dev.carafe.disk.foreign.NativeBuffers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.stream.LongStream;

/// The salted hashes of blocks, one after another: the content of one level of a tree.
public final class BlockHashes {
  /// The size of a hash, in bytes.
  public static final int SIZE = Digests.SIZE;

  /// How many hashes a block holds, and how many blocks a core takes at once.
  static final int PER_BLOCK = VerityTree.BLOCK / SIZE;

  private BlockHashes() {}

  /// Hashes whole blocks on all cores. The result is padded with zeros to whole blocks.
  ///
  /// @param source read by several threads at once
  public static byte[] of(ByteSource source, ByteBuffer salt) {
    return of(Digests.OF_JAVA, source, salt);
  }

  /// The same by other digests than Java's own.
  static byte[] of(Digests digests, ByteSource source, ByteBuffer salt) {
    long blocks = source.size() / VerityTree.BLOCK;
    long groups = Math.ceilDiv(blocks, PER_BLOCK);
    byte[] hashes = new byte[Math.toIntExact(groups * VerityTree.BLOCK)];
    LongStream.range(0, groups)
        .parallel()
        .forEach(group -> {
          long first = group * PER_BLOCK;
          int count = (int) Math.min(PER_BLOCK, blocks - first);
          hash(digests, read(source, first, count), salt, hashes, (int) (first * SIZE));
        });
    return hashes;
  }

  private static ByteBuffer read(ByteSource source, long first, int count) {
    try {
      return source.read(first * VerityTree.BLOCK, (long) count * VerityTree.BLOCK);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "could not hash block %d: %s".formatted(first, e.getMessage()), e);
    }
  }

  private static void hash(
      Digests digests, ByteBuffer blocks, ByteBuffer salt, byte[] into, int at) {
    try (NativeBuffers buffers = new NativeBuffers()) {
      ByteBuffer salted = buffers.allocate(salt.remaining() + VerityTree.BLOCK);
      int count = blocks.remaining() / VerityTree.BLOCK;
      for (int i = 0; i < count; i++) {
        ByteBuffer block = blocks.slice(i * VerityTree.BLOCK, VerityTree.BLOCK);
        salted.clear().put(salt.duplicate()).put(block).flip();
        digests.digest(salted, into, at + i * SIZE);
      }
    }
  }
}
