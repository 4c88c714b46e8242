package dev.carafe.node.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/// How many files an ext4 file system has room for, read from its device: the JDK does not tell,
/// and the kernel keeps the group descriptors in the device's cache up to date while it is mounted.
///
/// Source: [Linux, ext4, the super block](https://docs.kernel.org/filesystems/ext4/super.html),
/// [block group descriptors](https://docs.kernel.org/filesystems/ext4/group_descr.html).
public final class Ext4Inodes {
  private static final int SUPER_BLOCK = 1024;
  private static final int INODES_COUNT = 0x00;
  private static final int FIRST_DATA_BLOCK = 0x14;
  private static final int LOG_BLOCK_SIZE = 0x18;
  private static final int INODES_PER_GROUP = 0x28;
  private static final int MAGIC_AT = 0x38;
  private static final int INCOMPATIBLE = 0x60;
  private static final int DESCRIPTOR_SIZE = 0xFE;
  private static final int FREE_INODES_LOW = 0x0E;
  private static final int FREE_INODES_HIGH = 0x2E;

  private static final int MAGIC = 0xEF53;
  private static final int META_BG = 0x10;
  private static final int WIDE = 0x80;
  private static final int SMALL_DESCRIPTOR = 32;
  private static final int WIDE_DESCRIPTOR = 64;
  private static final int LARGEST_LOG_BLOCK = 6;
  private static final int AT_ONCE = 64 << 10;

  private Ext4Inodes() {}

  /// How many there can be.
  ///
  /// @param total that there can ever be
  /// @param free of them
  public record Count(long total, long free) {}

  /// Counts; empty where the device has no ext4, or one whose descriptors are not in one place.
  public static Optional<Count> of(Path device) {
    try (FileChannel channel = FileChannel.open(device)) {
      return of(channel);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Optional<Count> of(FileChannel device) throws IOException {
    ByteBuffer block = read(device, SUPER_BLOCK, SUPER_BLOCK);
    int features = block.getInt(INCOMPATIBLE);
    int perGroup = block.getInt(INODES_PER_GROUP);
    int logSize = block.getInt(LOG_BLOCK_SIZE);
    if ((block.getShort(MAGIC_AT) & 0xFFFF) != MAGIC
        || (features & META_BG) != 0
        || perGroup <= 0
        || logSize < 0
        || logSize > LARGEST_LOG_BLOCK) {
      return Optional.empty();
    }
    long total = Integer.toUnsignedLong(block.getInt(INODES_COUNT));
    int size = (features & WIDE) != 0 ? block.getShort(DESCRIPTOR_SIZE) : SMALL_DESCRIPTOR;
    long table = (block.getInt(FIRST_DATA_BLOCK) + 1L) * ((long) SUPER_BLOCK << logSize);
    return size < SMALL_DESCRIPTOR
        ? Optional.empty()
        : Optional.of(new Count(total, free(device, table, size, total / perGroup)));
  }

  private static long free(FileChannel device, long table, int size, long groups)
      throws IOException {
    long free = 0;
    int each = AT_ONCE / size;
    for (long group = 0; group < groups; group += each) {
      int count = (int) Math.min(each, groups - group);
      ByteBuffer descriptors = read(device, table + group * size, count * size);
      for (int i = 0; i < count; i++) {
        int low = descriptors.getShort(i * size + FREE_INODES_LOW) & 0xFFFF;
        int high =
            size >= WIDE_DESCRIPTOR
                ? descriptors.getShort(i * size + FREE_INODES_HIGH) & 0xFFFF
                : 0;
        free += ((long) high << Short.SIZE) + low;
      }
    }
    return free;
  }

  private static ByteBuffer read(FileChannel device, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (device.read(bytes, at + bytes.position()) < 0) {
        throw new IOException("the device ends at " + (at + bytes.position()));
      }
    }
    return bytes.flip();
  }
}
