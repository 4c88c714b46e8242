package dev.carafe.image.verity;

import dev.carafe.image.content.Content.FileRange;
import dev.carafe.image.content.Sha256;
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
///
/// @param superblock what stands before the tree
/// @param levels from the hashes of the data (0) to the top; none where there is one data block
/// @param root the hash of the top
public record VerityTree(VeritySuperblock superblock, List<byte[]> levels, RootHash root) {
  /// The size of data blocks and of hash blocks.
  public static final int BLOCK = 4096;

  public VerityTree {
    levels = List.copyOf(levels);
  }

  /// Writes the tree over `data` into a new file `hash`.
  ///
  /// @param data a whole number of blocks
  public static RootHash write(FileRange data, byte[] salt, UUID uuid, Path hash)
      throws IOException {
    long blocks = blocks(data);
    VeritySuperblock superblock = new VeritySuperblock(uuid, blocks, ByteBuffer.wrap(salt));
    VerityTree tree = over(dataHashes(data, superblock), superblock);
    try (FileChannel out =
        FileChannel.open(hash, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      writeFully(out, superblock.block());
      for (byte[] level : tree.levels.reversed()) {
        writeFully(out, level);
      }
    }
    return tree.root;
  }

  /// Checks a tree and its data against a root, from the root down.
  ///
  /// @throws BadVerityException where the superblock cannot be read, or does not fit the data
  public static VerityVerdict verify(FileRange data, FileRange hash, RootHash expected)
      throws IOException {
    VerityTree stored = read(hash);
    if (!stored.root.equals(expected)) {
      return new VerityVerdict.OtherRoot(expected, stored.root);
    }
    for (int level = stored.levels.size() - 1; level > 0; level--) {
      byte[] hashes = hashes(stored.levels.get(level - 1), stored.superblock);
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
    byte[] found = dataHashes(data, superblock);
    byte[] expected =
        levels.isEmpty() ? Arrays.copyOf(root.digest().bytes(), BLOCK) : levels.getFirst();
    int bad = Arrays.mismatch(found, expected);
    return bad < 0
        ? new VerityVerdict.Intact()
        : new VerityVerdict.DamagedData(bad / BlockHashes.SIZE);
  }

  /// Reads a tree; its root is what the top hashes to. Nothing below the top is checked.
  ///
  /// @throws BadVerityException where the superblock cannot be read, or the tree is cut
  public static VerityTree read(FileRange hash) throws IOException {
    try (FileChannel in = FileChannel.open(hash.file(), StandardOpenOption.READ)) {
      if (hash.size() < BLOCK) {
        throw new BadVerityException("expected a block, found %d bytes".formatted(hash.size()));
      }
      VeritySuperblock superblock = VeritySuperblock.read(read(in, hash.offset(), BLOCK));
      List<byte[]> levels = new ArrayList<>();
      long end = BLOCK;
      for (long size : levelBlocks(superblock.dataBlocks()).reversed()) {
        demandWithin(hash, end + size * BLOCK);
        levels.addFirst(read(in, hash.offset() + end, Math.toIntExact(size * BLOCK)).array());
        end += size * BLOCK;
      }
      return new VerityTree(superblock, levels, storedRoot(levels, superblock));
    }
  }

  private static VerityTree over(byte[] dataHashes, VeritySuperblock superblock) {
    if (superblock.dataBlocks() == 1) {
      return new VerityTree(superblock, List.of(), top(dataHashes));
    }
    List<byte[]> levels = new ArrayList<>(List.of(dataHashes));
    while (levels.getLast().length > BLOCK) {
      levels.add(hashes(levels.getLast(), superblock));
    }
    return new VerityTree(superblock, levels, top(hashes(levels.getLast(), superblock)));
  }

  private static RootHash top(byte[] hashes) {
    return new RootHash(Sha256.of(hashes, 0));
  }

  private static RootHash storedRoot(List<byte[]> levels, VeritySuperblock superblock) {
    if (levels.isEmpty()) {
      throw new BadVerityException("a tree over one block stands in its root hash alone");
    }
    return top(hashes(levels.getLast(), superblock));
  }

  private static byte[] hashes(byte[] level, VeritySuperblock superblock) {
    return BlockHashes.of(BlockHashes.in(level), level.length / BLOCK, superblock.salt());
  }

  private static byte[] dataHashes(FileRange data, VeritySuperblock superblock) throws IOException {
    try (FileChannel in = FileChannel.open(data.file(), StandardOpenOption.READ)) {
      return BlockHashes.of(
          (first, count) -> read(in, data.offset() + first * BLOCK, count * BLOCK),
          superblock.dataBlocks(),
          superblock.salt());
    }
  }

  /// The sizes of the levels in blocks, from the hashes of the data to the top.
  private static List<Long> levelBlocks(long dataBlocks) {
    List<Long> sizes = new ArrayList<>();
    for (long blocks = dataBlocks; blocks > 1; ) {
      blocks = Math.ceilDiv(blocks, BlockHashes.PER_BLOCK);
      sizes.add(blocks);
    }
    return sizes;
  }

  /// The block, counted from the superblock, with which a level starts.
  private long start(int level) {
    long start = 1;
    for (int above = levels.size() - 1; above > level; above--) {
      start += levels.get(above).length / BLOCK;
    }
    return start;
  }

  private static long blocks(FileRange data) {
    if (data.size() == 0 || data.size() % BLOCK != 0) {
      throw new BadVerityException(
          "expected whole blocks of %d bytes, found %d bytes".formatted(BLOCK, data.size()));
    }
    return data.size() / BLOCK;
  }

  private static void demandWithin(FileRange hash, long end) {
    if (end > hash.size()) {
      throw new BadVerityException(
          "expected a tree of %d bytes, found %d".formatted(end, hash.size()));
    }
  }

  private static ByteBuffer read(FileChannel in, long at, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining()) {
      if (in.read(bytes, at + bytes.position()) < 0) {
        throw new BadVerityException("expected %d bytes at %d".formatted(size, at));
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
