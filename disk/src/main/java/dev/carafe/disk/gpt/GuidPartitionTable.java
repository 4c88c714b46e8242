package dev.carafe.disk.gpt;

import dev.carafe.disk.device.BlockDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/// The partition table of a disk with sectors of 512 bytes: a protective MBR, a header with 128
/// entries at the start, and both again at the end.
///
/// Partitions lie between the two copies and do not overlap. The same table gives the same bytes.
///
/// Source: UEFI 2.11, [5.3 GUID Partition Table (GPT) Disk
/// Layout](https://uefi.org/specs/UEFI/2.11/05_GUID_Partition_Table_Format.html).
///
/// @param sectors the size of the disk
public record GuidPartitionTable(UUID disk, long sectors, List<Partition> partitions) {
  /// The size of a sector.
  public static final int SECTOR = 512;

  /// Where partitions may begin: at multiples of this many bytes.
  public static final long ALIGNMENT = 1 << 20;

  private static final long FIRST_USABLE = TableCopy.PRIMARY + 1 + PartitionEntries.SECTORS;

  public GuidPartitionTable {
    partitions = List.copyOf(partitions);
    if (partitions.size() > PartitionEntries.COUNT) {
      throw new IllegalArgumentException("too many partitions: " + partitions.size());
    }
    long free = FIRST_USABLE;
    for (Partition partition : inDiskOrder(partitions)) {
      if (partition.firstLba() < free || partition.lastLba() > lastUsable(sectors)) {
        throw new IllegalArgumentException(
            "expected sectors from %d to %d, found %s"
                .formatted(free, lastUsable(sectors), partition));
      }
      free = partition.lastLba() + 1;
    }
  }

  private static List<Partition> inDiskOrder(List<Partition> partitions) {
    return partitions.stream().sorted(Comparator.comparingLong(Partition::firstLba)).toList();
  }

  /// Places partitions one after another, each at a multiple of the alignment, on a disk that is as
  /// small as can be and ends at such a multiple too.
  public static GuidPartitionTable laidOut(UUID disk, List<PartitionRequest> requests) {
    long step = ALIGNMENT / SECTOR;
    long free = step;
    List<Partition> partitions = new ArrayList<>();
    for (PartitionRequest request : requests) {
      Partition partition = request.at(free);
      partitions.add(partition);
      free = partition.lastLba() + 1;
    }
    return new GuidPartitionTable(disk, free + step, partitions);
  }

  /// The size of the disk in bytes.
  public long size() {
    return sectors * SECTOR;
  }

  /// Writes both copies. What lies between them is not touched.
  ///
  /// The backup is there for good before the primary is begun, so that a cut of the power leaves
  /// this table or the one that was there before, wherever it comes.
  public void write(BlockDevice disk) throws IOException {
    GptHeader header =
        new GptHeader(
            TableCopy.PRIMARY, sectors - 1, FIRST_USABLE, lastUsable(sectors), this.disk, 0, 0);
    TableCopy copy = new TableCopy(header, PartitionEntries.bytes(partitions));
    copy.writeBackup(disk);
    disk.write(ByteBuffer.wrap(ProtectiveMbr.sector(sectors)), 0);
    copy.writePrimary(disk);
  }

  private static long lastUsable(long sectors) {
    return sectors - 2 - PartitionEntries.SECTORS;
  }
}
