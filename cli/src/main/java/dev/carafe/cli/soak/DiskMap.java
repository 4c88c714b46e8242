package dev.carafe.cli.soak;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.gpt.GuidPartitionTable;
import dev.carafe.disk.gpt.Partition;
import dev.carafe.disk.gpt.PartitionTableReading;
import dev.carafe.disk.gpt.PartitionType;
import dev.carafe.disk.verity.RootHash;
import java.io.IOException;
import java.util.Optional;

/// Which part of a node's disk a sector belongs to.
///
/// @param running the system that is not written over
record DiskMap(GuidPartitionTable table, RootHash running) {
  /// How much of a disk has its table in it.
  static final int HEAD = (int) GuidPartitionTable.ALIGNMENT;

  /// Reads the head of a disk.
  static DiskMap of(byte[] head, RootHash running) throws IOException {
    return new DiskMap(PartitionTableReading.of(ByteSource.of(head)).table(), running);
  }

  /// The part; empty for what an update leaves alone.
  Optional<DiskPart> part(long sector) {
    return table.partitions().stream()
        .filter(partition -> partition.firstLba() <= sector && sector <= partition.lastLba())
        .findFirst()
        .map(this::part)
        .orElse(Optional.of(DiskPart.TABLE));
  }

  private Optional<DiskPart> part(Partition partition) {
    PartitionType type = partition.type();
    if (type.equals(PartitionType.USR)) {
      return partition.uuid().equals(running.dataPartition())
          ? Optional.empty()
          : Optional.of(DiskPart.SLOT);
    }
    if (type.equals(PartitionType.USR_VERITY)) {
      return partition.uuid().equals(running.hashPartition())
          ? Optional.empty()
          : Optional.of(DiskPart.TREE);
    }
    return Optional.of(type.equals(PartitionType.ESP) ? DiskPart.SYSTEM : DiskPart.DATA);
  }
}
