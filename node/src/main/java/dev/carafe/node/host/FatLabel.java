package dev.carafe.node.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/// The label of a FAT volume: an entry of the root directory, or else what the boot sector says.
///
/// Source: Microsoft, "FAT: General Overview of On-Disk Format", 1.03 (`fatgen103`), "Boot Sector
/// and BPB" and "FAT Directory Structure".
final class FatLabel {
  private static final int BYTES_PER_SECTOR = 11;
  private static final int SECTORS_PER_CLUSTER = 13;
  private static final int RESERVED_SECTORS = 14;
  private static final int TABLES = 16;
  private static final int ROOT_ENTRIES = 17;
  private static final int TABLE_SECTORS = 22;
  private static final int TABLE_SECTORS_32 = 36;
  private static final int ROOT_CLUSTER = 44;
  private static final int LABEL = 43;
  private static final int LABEL_32 = 71;
  private static final int SIGNATURE = 510;

  private static final int ENTRY = 32;
  private static final int ATTRIBUTES = 11;
  private static final int KIND = 0x3f;
  private static final int VOLUME_LABEL = 0x08;
  private static final int NAME = 11;
  private static final String DELETED = "\u00e5";

  private final FileChannel channel;
  private final ByteBuffer boot;

  private FatLabel(FileChannel channel, ByteBuffer boot) {
    this.channel = channel;
    this.boot = boot;
  }

  /// Empty where it is no FAT volume.
  static Optional<String> read(FileChannel channel) throws IOException {
    FatLabel volume = new FatLabel(channel, Volume.read(channel, 0, 512));
    return volume.isFat() ? Optional.of(volume.label()) : Optional.empty();
  }

  /// The type's name in the boot sector must not be used to tell the type, but every program that
  /// formats writes it, and a boot loader's sector has none.
  private boolean isFat() {
    int sector = number(BYTES_PER_SECTOR);
    return number(SIGNATURE) == 0xaa55
        && sector >= 512
        && Integer.bitCount(sector) == 1
        && Integer.bitCount(boot.get(SECTORS_PER_CLUSTER) & 0xff) == 1
        && Volume.text(boot, labelAt() + NAME, 3).equals("FAT");
  }

  private boolean is32() {
    return number(TABLE_SECTORS) == 0;
  }

  private int labelAt() {
    return is32() ? LABEL_32 : LABEL;
  }

  private String label() throws IOException {
    ByteBuffer root = root();
    for (int at = 0; at + ENTRY <= root.limit() && root.get(at) != 0; at += ENTRY) {
      String name = Volume.text(root, at, NAME);
      if ((root.get(at + ATTRIBUTES) & KIND) == VOLUME_LABEL && !name.startsWith(DELETED)) {
        return name.strip();
      }
    }
    return Volume.text(boot, labelAt(), NAME).strip();
  }

  /// The root directory, or its first cluster.
  private ByteBuffer root() throws IOException {
    long tables = boot.get(TABLES) & 0xff;
    long tableSectors = is32() ? boot.getInt(TABLE_SECTORS_32) : number(TABLE_SECTORS);
    long data = number(RESERVED_SECTORS) + tables * tableSectors;
    int cluster = boot.get(SECTORS_PER_CLUSTER) & 0xff;
    long first = is32() ? data + (boot.getInt(ROOT_CLUSTER) - 2L) * cluster : data;
    int size = is32() ? cluster * number(BYTES_PER_SECTOR) : number(ROOT_ENTRIES) * ENTRY;
    return Volume.read(channel, Math.max(0, first) * number(BYTES_PER_SECTOR), size);
  }

  private int number(int at) {
    return Short.toUnsignedInt(boot.getShort(at));
  }
}
