package dev.carafe.disk.gpt;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32;

/// One of the two headers. Source: UEFI 2.11, 5.3.2, "GPT Header".
record GptHeader(
    long here,
    long other,
    long firstUsable,
    long lastUsable,
    UUID disk,
    long entries,
    int entriesChecksum) {
  private static final long SIGNATURE_VALUE = 0x5452_4150_2049_4645L; // "EFI PART"
  private static final int REVISION_VALUE = 0x0001_0000;
  private static final int SIZE_VALUE = 92;

  private static final int SIGNATURE = 0;
  private static final int REVISION = 8;
  private static final int SIZE = 12;
  private static final int CHECKSUM = 16;
  private static final int MY_LBA = 24;
  private static final int ALTERNATE_LBA = 32;
  private static final int FIRST_USABLE = 40;
  private static final int LAST_USABLE = 48;
  private static final int DISK = 56;
  private static final int ENTRIES_LBA = 72;
  private static final int ENTRY_COUNT = 80;
  private static final int ENTRY_SIZE = 84;
  private static final int ENTRIES_CHECKSUM = 88;

  /// The same at another place.
  ///
  /// @param place of the entries that it speaks of
  GptHeader at(long here, long other, long place, int checksum) {
    return new GptHeader(here, other, firstUsable, lastUsable, disk, place, checksum);
  }

  byte[] sector() {
    ByteBuffer sector = ByteBuffer.allocate(GuidPartitionTable.SECTOR).order(LITTLE_ENDIAN);
    sector.putLong(SIGNATURE, SIGNATURE_VALUE);
    sector.putInt(REVISION, REVISION_VALUE).putInt(SIZE, SIZE_VALUE);
    sector.putLong(MY_LBA, here).putLong(ALTERNATE_LBA, other);
    sector.putLong(FIRST_USABLE, firstUsable).putLong(LAST_USABLE, lastUsable);
    Guid.put(sector, DISK, disk);
    sector.putLong(ENTRIES_LBA, entries);
    sector.putInt(ENTRY_COUNT, PartitionEntries.COUNT);
    sector.putInt(ENTRY_SIZE, PartitionEntries.ENTRY);
    sector.putInt(ENTRIES_CHECKSUM, entriesChecksum);
    sector.putInt(CHECKSUM, checksum(sector.array(), SIZE_VALUE));
    return sector.array();
  }

  /// @param here the sector that was read
  /// @throws DamagedCopyException where it is no header, or not one of this place
  static GptHeader read(byte[] bytes, long here) throws DamagedCopyException {
    ByteBuffer sector = ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
    DamagedCopyException.demand("signature", SIGNATURE_VALUE, sector.getLong(SIGNATURE));
    DamagedCopyException.demand("header size", SIZE_VALUE, sector.getInt(SIZE));
    int checksum = sector.getInt(CHECKSUM);
    sector.putInt(CHECKSUM, 0);
    DamagedCopyException.demand("header checksum", checksum, checksum(bytes, SIZE_VALUE));
    DamagedCopyException.demand("revision", REVISION_VALUE, sector.getInt(REVISION));
    DamagedCopyException.demand("own sector", here, sector.getLong(MY_LBA));
    DamagedCopyException.demand(
        "number of entries", PartitionEntries.COUNT, sector.getInt(ENTRY_COUNT));
    DamagedCopyException.demand("entry size", PartitionEntries.ENTRY, sector.getInt(ENTRY_SIZE));
    return new GptHeader(
        here,
        sector.getLong(ALTERNATE_LBA),
        sector.getLong(FIRST_USABLE),
        sector.getLong(LAST_USABLE),
        Guid.get(sector, DISK),
        sector.getLong(ENTRIES_LBA),
        sector.getInt(ENTRIES_CHECKSUM));
  }

  static int checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
