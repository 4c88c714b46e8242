package dev.carafe.image.verity;

import dev.carafe.image.content.Content.FileRange;
import dev.carafe.image.content.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// The hash tree with which the kernel checks every block of `/usr` that it reads.
///
/// On disk: a superblock in a block of its own, then the levels from the top to the hashes of the
/// data, each a whole number of 4096-byte blocks. The tree (0.8 % of the data) is held in memory,
/// the data is not.
///
/// Source: [dm-verity](https://docs.kernel.org/admin-guide/device-mapper/verity.html).
public final class VerityTree {
  /// The size of data blocks and of hash blocks.
  public static final int BLOCK = 4096;

  private final VeritySuperblock superblock;

  /// From the hashes of the data (0) to the top, which is one block.
  private final List<byte[]> levels;

  private VerityTree(VeritySuperblock superblock, List<byte[]> levels) {
    this.superblock = superblock;
    this.levels = List.copyOf(levels);
  }

  /// What stands before the tree.
  public VeritySuperblock superblock() {
    return superblock;
  }

  /// The hash of the top.
  public RootHash root() {
    return new RootHash(Sha256.of(hashes(levels.getLast(), superblock.salt()), 0));
  }

  /// Writes the tree over `data` into a new file `hash`.
  ///
  /// @param data two or more whole blocks
  public static RootHash write(FileRange data, byte[] salt, UUID uuid, Path hash)
      throws IOException {
    VerityTree tree = over(data, salt, uuid);
    try (FileChannel out =
        FileChannel.open(hash, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      writeFully(out, tree.superblock.block());
      for (byte[] level : tree.levels.reversed()) {
        writeFully(out, level);
      }
    }
    return tree.root();
  }

  private static VerityTree over(FileRange data, byte[] salt, UUID uuid) throws IOException {
    if (data.size() % BLOCK != 0 || data.size() < 2 * BLOCK) {
      throw new IllegalArgumentException(
          "not two or more blocks of %d bytes: %s".formatted(BLOCK, data));
    }
    VeritySuperblock superblock =
        new VeritySuperblock(uuid, data.size() / BLOCK, ByteBuffer.wrap(salt));
    List<byte[]> levels = new ArrayList<>();
    levels.add(dataHashes(data, superblock));
    while (blocks(levels.getLast()) > 1) {
      levels.add(hashes(levels.getLast(), superblock.salt()));
    }
    return new VerityTree(superblock, levels);
  }

  /// Checks a tree and its data against a root, from the root down.
  ///
  /// @throws BadVerityException where the superblock cannot be read, or does not fit the data
  public static VerityVerdict verify(FileRange data, FileRange hash, RootHash expected)
      throws IOException {
    VerityTree stored = read(hash);
    if (!stored.root().equals(expected)) {
      return new VerityVerdict.OtherRoot(expected, stored.root());
    }
    for (int level = stored.levels.size() - 1; level > 0; level--) {
      byte[] hashes = hashes(stored.levels.get(level - 1), stored.superblock.salt());
      int bad = Arrays.mismatch(hashes, stored.levels.get(level));
      if (bad >= 0) {
        long block = stored.start(level - 1) + bad / BlockHashes.SIZE;
        return new VerityVerdict.DamagedTree(level - 1, block);
      }
    }
    return stored.verifyData(data);
  }

  private VerityVerdict verifyData(FileRange data) throws IOException {
    if (data.size() < superblock.dataBlocks() * BLOCK) {
      throw new BadVerityException(
          "expected %d blocks of data, found %d bytes"
              .formatted(superblock.dataBlocks(), data.size()));
    }
    int bad = Arrays.mismatch(dataHashes(data, superblock), levels.getFirst());
    return bad < 0
        ? new VerityVerdict.Intact()
        : new VerityVerdict.DamagedData(bad / BlockHashes.SIZE);
  }

  /// Reads a tree. Its root is what the top hashes to; nothing below the top is checked.
  ///
  /// @throws BadVerityException where the superblock cannot be read, or the tree is cut
  public static VerityTree read(FileRange hash) throws IOException {
    try (FileChannel in = FileChannel.open(hash.file(), StandardOpenOption.READ)) {
      VeritySuperblock superblock = VeritySuperblock.read(read(in, hash, 0, 1));
      List<byte[]> levels = new ArrayList<>();
      long block = 1;
      for (long size : levelSizes(superblock.dataBlocks()).reversed()) {
        levels.addFirst(read(in, hash, block, size).array());
        block += size;
      }
      return new VerityTree(superblock, levels);
    }
  }

  private static ByteBuffer read(FileChannel in, FileRange hash, long first, long blocks)
      throws IOException {
    if (hash.size() < (first + blocks) * BLOCK) {
      throw new BadVerityException(
          "expected %d blocks, found %d bytes".formatted(first + blocks, hash.size()));
    }
    return readFully(in, hash.offset() + first * BLOCK, Math.toIntExact(blocks * BLOCK));
  }

  /// How many blocks each level has, from the hashes of the data up.
  private static List<Long> levelSizes(long dataBlocks) {
    if (dataBlocks < 2) {
      throw new BadVerityException("expected 2 or more blocks of data, found " + dataBlocks);
    }
    List<Long> sizes = new ArrayList<>();
    for (long blocks = dataBlocks; blocks > 1; ) {
      blocks = Math.ceilDiv(blocks, BlockHashes.PER_BLOCK);
      sizes.add(blocks);
    }
    return sizes;
  }

  /// The number of a level's first block in the hash partition.
  private long start(int level) {
    return 1
        + levels.subList(level + 1, levels.size()).stream().mapToLong(VerityTree::blocks).sum();
  }

  private static long blocks(byte[] level) {
    return level.length / BLOCK;
  }

  private static byte[] hashes(byte[] level, ByteBuffer salt) {
    return BlockHashes.of(BlockHashes.in(level), blocks(level), salt);
  }

  private static byte[] dataHashes(FileRange data, VeritySuperblock superblock) throws IOException {
    try (FileChannel in = FileChannel.open(data.file(), StandardOpenOption.READ)) {
      return BlockHashes.of(
          (first, count) -> readFully(in, data.offset() + first * BLOCK, count * BLOCK),
          superblock.dataBlocks(),
          superblock.salt());
    }
  }

  private static ByteBuffer readFully(FileChannel in, long offset, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining()) {
      if (in.read(bytes, offset + bytes.position()) < 0) {
        throw new EOFException(
            "expected %d bytes from %d, found %d".formatted(size, offset, bytes.position()));
      }
    }
    return bytes.flip();
  }

  private static void writeFully(FileChannel out, byte[] bytes) throws IOException {
    for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
      out.write(left);
    }
  }
}
