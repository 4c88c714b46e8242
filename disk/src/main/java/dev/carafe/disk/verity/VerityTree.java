package dev.carafe.disk.verity;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Digests;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.device.BlockDevice;
import dev.carafe.disk.device.FileDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

  /// How many bytes it has on disk, the superblock's block among them.
  public long size() {
    return BLOCK + levels.stream().mapToLong(level -> level.length).sum();
  }

  /// How many bytes a tree over so many blocks has on disk.
  ///
  /// @param dataBlocks two or more
  public static long size(long dataBlocks) {
    return (1 + levelSizes(dataBlocks).stream().mapToLong(Long::longValue).sum()) * BLOCK;
  }

  /// Writes the tree over a file into a new file `hash`.
  public static RootHash write(Path data, VeritySuperblock superblock, Path hash)
      throws IOException {
    VerityTree tree;
    try (FileChannel in = FileChannel.open(data)) {
      tree = over(ByteSource.of(in), superblock);
    }
    try (FileDevice out = FileDevice.create(hash, tree.size())) {
      tree.writeTo(out);
    }
    return tree.root();
  }

  /// Computes the tree over `data`.
  ///
  /// @param data two or more blocks, as the superblock counts them; read by several threads at once
  public static VerityTree over(ByteSource data, VeritySuperblock superblock) {
    return over(Digests.OF_JAVA, data, superblock);
  }

  /// Computes the tree by other digests than Java's own.
  public static VerityTree over(Digests digests, ByteSource data, VeritySuperblock superblock) {
    long blocks = superblock.dataBlocks();
    if (blocks < 2 || data.size() != blocks * BLOCK) {
      throw new IllegalArgumentException(
          "expected 2 or more blocks of %d bytes, found %d blocks in %d bytes"
              .formatted(BLOCK, blocks, data.size()));
    }
    List<byte[]> levels = new ArrayList<>();
    levels.add(BlockHashes.of(digests, data, superblock.salt()));
    while (blocks(levels.getLast()) > 1) {
      levels.add(hashes(levels.getLast(), superblock.salt()));
    }
    return new VerityTree(superblock, levels);
  }

  /// Writes superblock and tree to the start of a device.
  public void writeTo(BlockDevice hash) throws IOException {
    hash.write(ByteBuffer.wrap(superblock.block()), 0);
    long at = BLOCK;
    for (byte[] level : levels.reversed()) {
      hash.write(ByteBuffer.wrap(level), at);
      at += level.length;
    }
  }

  /// Checks a tree and its data against a root, from the root down.
  ///
  /// @throws BadVerityException where the superblock cannot be read, or does not fit the data
  public static VerityVerdict verify(ByteSource data, ByteSource hash, RootHash expected)
      throws IOException {
    VerityTree stored = read(hash);
    VerityVerdict verdict = stored.verifyHashes(expected);
    return verdict instanceof VerityVerdict.Intact ? stored.verifyData(data) : verdict;
  }

  /// Checks a tree alone against a root, from the root down.
  ///
  /// @throws BadVerityException where the superblock cannot be read
  public static VerityVerdict verify(ByteSource hash, RootHash expected) throws IOException {
    return read(hash).verifyHashes(expected);
  }

  private VerityVerdict verifyHashes(RootHash expected) {
    if (!root().equals(expected)) {
      return new VerityVerdict.OtherRoot(expected, root());
    }
    for (int level = levels.size() - 1; level > 0; level--) {
      int bad =
          Arrays.mismatch(hashes(levels.get(level - 1), superblock.salt()), levels.get(level));
      if (bad >= 0) {
        long block = start(level - 1) + bad / BlockHashes.SIZE;
        return new VerityVerdict.DamagedTree(level - 1, block);
      }
    }
    return new VerityVerdict.Intact();
  }

  private VerityVerdict verifyData(ByteSource data) throws IOException {
    long hashed = superblock.dataBlocks() * BLOCK;
    if (data.size() < hashed) {
      throw new BadVerityException(
          "expected %d blocks of data, found %d bytes"
              .formatted(superblock.dataBlocks(), data.size()));
    }
    byte[] hashes = BlockHashes.of(data.slice(0, hashed), superblock.salt());
    int bad = Arrays.mismatch(hashes, levels.getFirst());
    return bad < 0
        ? new VerityVerdict.Intact()
        : new VerityVerdict.DamagedData(bad / BlockHashes.SIZE);
  }

  /// Reads a tree. Its root is what the top hashes to; nothing below the top is checked.
  ///
  /// @throws BadVerityException where the superblock cannot be read, or the tree is cut
  public static VerityTree read(ByteSource hash) throws IOException {
    VeritySuperblock superblock = VeritySuperblock.read(read(hash, 0, 1));
    List<byte[]> levels = new ArrayList<>();
    long block = 1;
    for (long size : levelSizes(superblock.dataBlocks()).reversed()) {
      levels.addFirst(read(hash, block, size).array());
      block += size;
    }
    return new VerityTree(superblock, levels);
  }

  private static ByteBuffer read(ByteSource hash, long first, long blocks) throws IOException {
    if (hash.size() < (first + blocks) * BLOCK) {
      throw new BadVerityException(
          "expected %d blocks, found %d bytes".formatted(first + blocks, hash.size()));
    }
    return hash.read(first * BLOCK, blocks * BLOCK);
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
    return BlockHashes.of(new ByteSource.Memory(ByteBuffer.wrap(level)), salt);
  }
}
