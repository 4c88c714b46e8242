package dev.carafe.image.gpt;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A partition table as found on a disk. Where one copy is damaged, the other is taken.
///
/// @param damage what is wrong, in words; empty for a table in order
public record PartitionTableReading(GuidPartitionTable table, List<String> damage) {
  public PartitionTableReading {
    damage = List.copyOf(damage);
  }

  /// Reads a table. The backup is looked for where the primary says, else in the last sector.
  ///
  /// @throws BadPartitionTableException where neither copy can be used
  public static PartitionTableReading of(FileChannel disk) throws IOException {
    List<String> damage = new ArrayList<>();
    checkMbr(disk, damage);
    long end = disk.size() / GuidPartitionTable.SECTOR;
    Optional<GuidPartitionTable> primary = copy(disk, "primary", 1, damage);
    Optional<GuidPartitionTable> backup =
        copy(disk, "backup", primary.map(GuidPartitionTable::sectors).orElse(end) - 1, damage);
    if (primary.isPresent() && backup.isPresent() && !primary.equals(backup)) {
      damage.add("the primary and the backup table differ");
    }
    return new PartitionTableReading(
        primary.or(() -> backup).orElseThrow(() -> new BadPartitionTableException(damage)), damage);
  }

  private static void checkMbr(FileChannel disk, List<String> damage) throws IOException {
    try {
      if (!ProtectiveMbr.isOne(get(disk, 0, GuidPartitionTable.SECTOR))) {
        damage.add("protective MBR: expected one partition of type 0xee");
      }
    } catch (EOFException e) {
      damage.add("protective MBR: " + e.getMessage());
    }
  }

  private static Optional<GuidPartitionTable> copy(
      FileChannel disk, String name, long here, List<String> damage) throws IOException {
    try {
      GptHeader header = GptHeader.read(get(disk, here, GuidPartitionTable.SECTOR), here);
      byte[] entries = get(disk, header.entries(), PartitionEntries.SIZE);
      int checksum = GptHeader.checksum(entries, entries.length);
      DamagedCopyException.demand("checksum of entries", header.entriesChecksum(), checksum);
      return Optional.of(
          new GuidPartitionTable(
              header.disk(), Math.max(here, header.other()) + 1, PartitionEntries.read(entries)));
    } catch (DamagedCopyException e) {
      damage.add(name + " table: " + e.why);
    } catch (EOFException | IllegalArgumentException e) {
      damage.add(name + " table: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static byte[] get(FileChannel disk, long lba, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    long offset = lba * GuidPartitionTable.SECTOR;
    if (offset < 0 || disk.size() < offset + size) {
      throw new EOFException(
          "expected %d bytes in sector %d, found the end of the disk".formatted(size, lba));
    }
    while (bytes.hasRemaining()) {
      if (disk.read(bytes, offset + bytes.position()) < 0) {
        throw new EOFException("the disk became shorter");
      }
    }
    return bytes.array();
  }
}
