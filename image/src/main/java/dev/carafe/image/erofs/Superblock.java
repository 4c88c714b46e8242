package dev.carafe.image.erofs;

import dev.carafe.disk.bytes.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;

/// What stands in the first block: `struct erofs_super_block`.
///
/// Source: Linux, `fs/erofs/erofs_fs.h`.
///
/// @param root the number of the root's inode
/// @param inodes how many there are
/// @param blocks how many there are
/// @param metadata the byte from which inodes are counted
record Superblock(int blockSize, int root, long inodes, long blocks, long metadata, UUID uuid) {
  private static final int OFFSET = 1024;
  private static final int MAGIC_VALUE = 0xe0f5_e1e2;
  private static final int SIZE = 128;

  // Offsets.
  private static final int MAGIC = 0; // u32
  private static final int CHECKSUM = 4; // u32
  private static final int COMPATIBLE_FEATURES = 8; // u32
  private static final int BLOCK_SIZE_BITS = 12; // u8
  private static final int ROOT = 14; // u16
  private static final int INODES = 16; // u64
  private static final int BLOCKS = 36; // u32
  private static final int METADATA_BLOCK = 40; // u32
  private static final int UUID_BYTES = 48; // 16 bytes, big-endian
  private static final int INCOMPATIBLE_FEATURES = 80; // u32

  private static final int HAS_CHECKSUM = 0x1;

  /// How compressed data is padded. All other features would need to be understood.
  private static final int ZERO_PADDING = 0x1;

  static Superblock read(ByteSource image) throws IOException {
    try {
      return read(image, image.read(OFFSET, SIZE));
    } catch (EOFException e) {
      throw new BadErofsException("superblock", e);
    }
  }

  private static Superblock read(ByteSource image, ByteBuffer bytes) throws IOException {
    BadErofsException.demand("magic", MAGIC_VALUE, bytes.getInt(MAGIC));
    int bits = bytes.get(BLOCK_SIZE_BITS);
    if (bits < 9 || bits > 16) {
      throw new BadErofsException("expected blocks of 2^9 to 2^16 bytes, found 2^" + bits);
    }
    int blockSize = 1 << bits;
    if ((bytes.getInt(COMPATIBLE_FEATURES) & HAS_CHECKSUM) != 0) {
      int found = checksum(image.read(OFFSET, Math.max(blockSize, 2 * OFFSET) - OFFSET));
      BadErofsException.demand("superblock checksum", bytes.getInt(CHECKSUM), found);
    }
    int unknown = bytes.getInt(INCOMPATIBLE_FEATURES) & ~ZERO_PADDING;
    BadErofsException.demand("further incompatible features", 0, unknown);
    ByteBuffer uuid = bytes.slice(UUID_BYTES, 16);
    return new Superblock(
        blockSize,
        Short.toUnsignedInt(bytes.getShort(ROOT)),
        bytes.getLong(INODES),
        Integer.toUnsignedLong(bytes.getInt(BLOCKS)),
        Integer.toUnsignedLong(bytes.getInt(METADATA_BLOCK)) * blockSize,
        new UUID(uuid.getLong(), uuid.getLong()));
  }

  /// CRC32C as the kernel has it: without the inversion at the end.
  private static int checksum(ByteBuffer block) {
    CRC32C crc = new CRC32C();
    crc.update(block.putInt(CHECKSUM, 0));
    return ~(int) crc.getValue();
  }
}
