package dev.carafe.disk.gpt;

import dev.carafe.disk.device.BlockDevice;
import java.io.IOException;
import java.util.List;

/// A change of what a table says of some partitions, for a disk that is in use. Nothing else in the
/// table becomes another: not the numbers that the kernel gives partitions by their entries, not
/// attributes that are unknown here, nor what other programs take for the first usable sector.
///
/// @param partitions as they are to be; each is known by the sectors that it has on the disk
public record PartitionTableChange(List<Partition> partitions) {
  public PartitionTableChange {
    partitions = List.copyOf(partitions);
  }

  /// Writes it, in both copies, the backup first: a cut of the power leaves the table that was
  /// there before or the changed one, wherever it comes.
  ///
  /// @throws BadPartitionTableException where neither copy of the table can be read
  /// @throws IllegalArgumentException where the table has no such partition
  public void write(BlockDevice disk) throws IOException {
    TableCopies copies = TableCopies.read(disk);
    TableCopy before =
        copies.valid().orElseThrow(() -> new BadPartitionTableException(copies.damage()));
    byte[] entries = before.entries().clone();
    partitions.forEach(partition -> PartitionEntries.replace(entries, partition));
    TableCopy after = new TableCopy(before.header(), entries);
    after.writeBackup(disk);
    after.writePrimary(disk);
  }
}
