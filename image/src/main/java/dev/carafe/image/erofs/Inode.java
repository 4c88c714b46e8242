package dev.carafe.image.erofs;

import dev.carafe.disk.bytes.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// An inode: `struct erofs_inode_compact` of 32 bytes or `struct erofs_inode_extended` of 64,
/// followed by extended attributes, which are skipped, and perhaps by the end of its data.
///
/// Source: Linux, `fs/erofs/erofs_fs.h`.
///
/// @param mode type and permissions, as `stat` gives them
/// @param block where its data begins
/// @param tail the byte after inode and attributes
record Inode(int mode, Owner owner, long size, Layout layout, long block, long tail) {
  private static final int SLOT = 32;
  private static final int EXTENDED_SIZE = 64;

  // Offsets that both forms share.
  private static final int FORMAT = 0; // u16: bit 0 extended, bits 1 to 3 layout
  private static final int ATTRIBUTES = 2; // u16
  private static final int MODE = 4; // u16
  private static final int LENGTH = 8; // u32, extended u64
  private static final int BLOCK = 16; // u32

  private static final int COMPACT_USER = 24; // u16
  private static final int COMPACT_GROUP = 26; // u16
  private static final int EXTENDED_USER = 24; // u32
  private static final int EXTENDED_GROUP = 28; // u32

  /// Where the data is.
  enum Layout {
    /// In blocks one after another.
    PLAIN,
    /// Likewise, but what is in the last block stands behind the inode.
    INLINE
  }

  static Inode read(ByteSource image, Superblock superblock, long number) throws IOException {
    try {
      long at = Math.addExact(superblock.metadata(), Math.multiplyExact(number, SLOT));
      ByteBuffer compact = image.read(at, SLOT);
      boolean extended = (compact.getShort(FORMAT) & 1) != 0;
      return extended
          ? extended(image.read(at, EXTENDED_SIZE), at, number)
          : compact(compact, at, number);
    } catch (EOFException e) {
      throw new BadErofsException("inode " + number, e);
    } catch (ArithmeticException e) {
      throw new BadErofsException("expected a number of an inode, found " + number);
    }
  }

  private static Inode compact(ByteBuffer bytes, long at, long number) {
    return new Inode(
        unsigned(bytes, MODE),
        new Owner(unsigned(bytes, COMPACT_USER), unsigned(bytes, COMPACT_GROUP)),
        Integer.toUnsignedLong(bytes.getInt(LENGTH)),
        layout(bytes, number),
        Integer.toUnsignedLong(bytes.getInt(BLOCK)),
        at + SLOT + attributesSize(bytes));
  }

  private static Inode extended(ByteBuffer bytes, long at, long number) {
    return new Inode(
        unsigned(bytes, MODE),
        new Owner(bytes.getInt(EXTENDED_USER), bytes.getInt(EXTENDED_GROUP)),
        bytes.getLong(LENGTH),
        layout(bytes, number),
        Integer.toUnsignedLong(bytes.getInt(BLOCK)),
        at + EXTENDED_SIZE + attributesSize(bytes));
  }

  private static Layout layout(ByteBuffer bytes, long number) {
    int layout = unsigned(bytes, FORMAT) >> 1 & 7;
    return switch (layout) {
      case 0 -> Layout.PLAIN;
      case 2 -> Layout.INLINE;
      default ->
          throw new BadErofsException(
              "inode %d: expected data layout 0 or 2, uncompressed, found %d"
                  .formatted(number, layout));
    };
  }

  private static int attributesSize(ByteBuffer bytes) {
    int count = unsigned(bytes, ATTRIBUTES);
    return count == 0 ? 0 : 12 + (count - 1) * 4;
  }

  private static int unsigned(ByteBuffer bytes, int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  /// How many blocks the data has for itself.
  long wholeBlocks(int blockSize) {
    long blocks = Math.ceilDiv(size, blockSize);
    return switch (layout) {
      case PLAIN -> blocks;
      case INLINE -> Math.max(0, blocks - 1);
    };
  }

  /// The data.
  ByteSource content(ByteSource image, int blockSize) throws IOException {
    if (size == 0) {
      return ByteSource.of(new byte[0]);
    }
    return switch (layout) {
      case PLAIN -> image.slice(block * blockSize, size);
      case INLINE -> {
        long whole = wholeBlocks(blockSize) * blockSize;
        ByteSource rest = image.slice(tail, size - whole);
        yield whole == 0 ? rest : new Joined(image.slice(block * blockSize, whole), rest);
      }
    };
  }
}
