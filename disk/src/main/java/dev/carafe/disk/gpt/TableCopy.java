package dev.carafe.disk.gpt;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.device.BlockDevice;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One of the two copies of a table as it is on a disk, with all that anybody has written there.
///
/// @param entries the whole array of them
@SuppressWarnings("ArrayRecordComponent") // never compared
record TableCopy(GptHeader header, byte[] entries) {
  static final long PRIMARY = 1;

  /// Reads a copy.
  ///
  /// @param here the sector of its header
  /// @throws DamagedCopyException where it is none, or not whole
  static TableCopy read(ByteSource disk, long here) throws IOException, DamagedCopyException {
    GptHeader header = GptHeader.read(get(disk, here, GuidPartitionTable.SECTOR), here);
    byte[] entries = get(disk, header.entries(), PartitionEntries.SIZE);
    DamagedCopyException.demand("checksum of entries", header.entriesChecksum(), checksum(entries));
    return new TableCopy(header, entries);
  }

  private static byte[] get(ByteSource disk, long lba, int size) throws IOException {
    return disk.read(lba * GuidPartitionTable.SECTOR, size).array();
  }

  private static int checksum(byte[] entries) {
    return GptHeader.checksum(entries, entries.length);
  }

  /// What it says.
  ///
  /// @throws IllegalArgumentException where that cannot be
  GuidPartitionTable table() {
    return new GuidPartitionTable(header.disk(), backup() + 1, PartitionEntries.read(entries));
  }

  /// The sector of the backup's header: the last one of the disk, as it was when this was written.
  private long backup() {
    return Math.max(header.here(), header.other());
  }

  /// Writes the same as the disk's backup. It is there for good when this returns.
  void writeBackup(BlockDevice disk) throws IOException {
    long here = backup();
    long place = here - PartitionEntries.SECTORS;
    put(disk, place, entries);
    put(disk, here, header.at(here, PRIMARY, place, checksum(entries)).sector());
    disk.flush();
  }

  /// Writes the same as the disk's primary table. It is there for good when this returns.
  void writePrimary(BlockDevice disk) throws IOException {
    long place = PRIMARY + 1;
    put(disk, PRIMARY, header.at(PRIMARY, backup(), place, checksum(entries)).sector());
    put(disk, place, entries);
    disk.flush();
  }

  private static void put(BlockDevice disk, long lba, byte[] bytes) throws IOException {
    disk.write(ByteBuffer.wrap(bytes), lba * GuidPartitionTable.SECTOR);
  }
}
