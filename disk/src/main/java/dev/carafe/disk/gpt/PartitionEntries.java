package dev.carafe.disk.gpt;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The array of 128 entries of 128 bytes. Source: UEFI 2.11, 5.3.3, "GPT Partition Entry".
final class PartitionEntries {
  static final int COUNT = 128;
  static final int ENTRY = 128;
  static final int SIZE = COUNT * ENTRY;
  static final int SECTORS = SIZE / GuidPartitionTable.SECTOR;

  private static final UUID UNUSED = new UUID(0, 0);
  private static final int TYPE = 0;
  private static final int UNIQUE = 16;
  private static final int FIRST = 32;
  private static final int LAST = 40;
  private static final int ATTRIBUTES = 48;
  private static final int NAME = 56;

  private PartitionEntries() {}

  static byte[] bytes(List<Partition> partitions) {
    ByteBuffer all = ByteBuffer.allocate(SIZE);
    for (int i = 0; i < partitions.size(); i++) {
      put(all.slice(i * ENTRY, ENTRY).order(LITTLE_ENDIAN), partitions.get(i));
    }
    return all.array();
  }

  private static void put(ByteBuffer entry, Partition partition) {
    Guid.put(entry, TYPE, partition.type().uuid());
    Guid.put(entry, UNIQUE, partition.uuid());
    entry.putLong(FIRST, partition.firstLba());
    entry.putLong(LAST, partition.lastLba());
    entry.putLong(ATTRIBUTES, Attribute.mixed(entry.getLong(ATTRIBUTES), partition.attributes()));
    Label.put(entry, NAME, partition.label());
  }

  /// Puts a partition in the place of the entry that has its sectors.
  static void replace(byte[] entries, Partition partition) {
    for (int at = 0; at < SIZE; at += ENTRY) {
      ByteBuffer entry = ByteBuffer.wrap(entries).slice(at, ENTRY).order(LITTLE_ENDIAN);
      if (entry.getLong(FIRST) == partition.firstLba()
          && entry.getLong(LAST) == partition.lastLba()
          && !Guid.get(entry, TYPE).equals(UNUSED)) {
        put(entry, partition);
        return;
      }
    }
    throw new IllegalArgumentException("expected an entry for " + partition + ", found none");
  }

  static List<Partition> read(byte[] entries) {
    List<Partition> partitions = new ArrayList<>();
    for (int at = 0; at < SIZE; at += ENTRY) {
      ByteBuffer entry = ByteBuffer.wrap(entries).slice(at, ENTRY).order(LITTLE_ENDIAN);
      if (!Guid.get(entry, TYPE).equals(UNUSED)) {
        partitions.add(get(entry));
      }
    }
    return partitions;
  }

  private static Partition get(ByteBuffer entry) {
    return new Partition(
        PartitionType.of(Guid.get(entry, TYPE)),
        Guid.get(entry, UNIQUE),
        Label.get(entry, NAME),
        entry.getLong(FIRST),
        entry.getLong(LAST),
        Attribute.of(entry.getLong(ATTRIBUTES)));
  }
}
