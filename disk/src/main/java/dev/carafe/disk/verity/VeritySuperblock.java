package dev.carafe.disk.verity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/// What stands before a tree: version 1, hash type 1 (salt first), SHA-256, blocks of 4096 bytes.
///
/// Source: [dm-verity on-disk format](
/// https://gitlab.com/cryptsetup/cryptsetup/-/wikis/DMVerity#verity-superblock-format).
public record VeritySuperblock(UUID uuid, long dataBlocks, ByteBuffer salt) {
  private static final int SIZE = 512;
  private static final byte[] MAGIC = "verity\0\0".getBytes(US_ASCII);
  private static final String ALGORITHM = "sha256";
  private static final int SALT_LIMIT = 256;

  // Offsets, little-endian, in the order of the source.
  private static final int VERSION = 8; // u32
  private static final int HASH_TYPE = 12; // u32
  private static final int UUID_BYTES = 16; // 16 bytes, big-endian
  private static final int ALGORITHM_NAME = 32; // 32 bytes
  private static final int DATA_BLOCK_SIZE = 64; // u32
  private static final int HASH_BLOCK_SIZE = 68; // u32
  private static final int DATA_BLOCKS = 72; // u64
  private static final int SALT_SIZE = 80; // u16
  private static final int SALT = 88; // 256 bytes

  public VeritySuperblock {
    salt = salt.asReadOnlyBuffer();
    if (salt.remaining() > SALT_LIMIT) {
      throw new IllegalArgumentException(
          "a salt has at most %d bytes, found %d".formatted(SALT_LIMIT, salt.remaining()));
    }
  }

  /// A block that begins with the superblock.
  byte[] block() {
    ByteBuffer block = ByteBuffer.allocate(VerityTree.BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    block.put(0, MAGIC).putInt(VERSION, 1).putInt(HASH_TYPE, 1);
    block
        .slice(UUID_BYTES, 16)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits());
    block.put(ALGORITHM_NAME, ALGORITHM.getBytes(US_ASCII));
    block.putInt(DATA_BLOCK_SIZE, VerityTree.BLOCK).putInt(HASH_BLOCK_SIZE, VerityTree.BLOCK);
    block.putLong(DATA_BLOCKS, dataBlocks).putShort(SALT_SIZE, (short) salt.remaining());
    block.put(SALT, salt, salt.position(), salt.remaining());
    return block.array();
  }

  /// Reads the superblock at the start of `bytes`.
  ///
  /// @throws BadVerityException where it is none, or of another kind than is written here
  public static VeritySuperblock read(ByteBuffer bytes) {
    demand("size", "at least " + SIZE, bytes.remaining() >= SIZE, bytes.remaining());
    ByteBuffer block = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    String magic = text(block, 0, MAGIC.length);
    demand("magic", "verity", magic.equals("verity"), magic);
    demand("version", 1, block.getInt(VERSION));
    demand("hash type", 1, block.getInt(HASH_TYPE));
    String algorithm = text(block, ALGORITHM_NAME, 32);
    demand("hash algorithm", ALGORITHM, algorithm.equals(ALGORITHM), algorithm);
    demand("data block size", VerityTree.BLOCK, block.getInt(DATA_BLOCK_SIZE));
    demand("hash block size", VerityTree.BLOCK, block.getInt(HASH_BLOCK_SIZE));
    int saltSize = Short.toUnsignedInt(block.getShort(SALT_SIZE));
    demand("salt size", "at most " + SALT_LIMIT, saltSize <= SALT_LIMIT, saltSize);
    ByteBuffer uuid = block.slice(UUID_BYTES, 16);
    return new VeritySuperblock(
        new UUID(uuid.getLong(), uuid.getLong()),
        block.getLong(DATA_BLOCKS),
        block.slice(SALT, saltSize));
  }

  private static void demand(String what, int expected, int found) {
    demand(what, expected, expected == found, found);
  }

  private static void demand(String what, Object expected, boolean holds, Object found) {
    if (!holds) {
      throw new BadVerityException("expected %s %s, found %s".formatted(what, expected, found));
    }
  }

  private static String text(ByteBuffer block, int offset, int length) {
    byte[] bytes = new byte[length];
    block.get(offset, bytes);
    String text = new String(bytes, US_ASCII);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
