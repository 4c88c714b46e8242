package dev.carafe.disk.gpt;

import dev.carafe.disk.bytes.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
  public static PartitionTableReading of(ByteSource disk) throws IOException {
    List<String> damage = new ArrayList<>();
    checkMbr(disk, damage);
    TableCopies copies = TableCopies.read(disk);
    damage.addAll(copies.damage());
    return new PartitionTableReading(
        copies
            .valid()
            .map(TableCopy::table)
            .orElseThrow(() -> new BadPartitionTableException(damage)),
        damage);
  }

  private static void checkMbr(ByteSource disk, List<String> damage) throws IOException {
    try {
      if (!ProtectiveMbr.isOne(disk.read(0, GuidPartitionTable.SECTOR).array())) {
        damage.add("protective MBR: expected one partition of type 0xee");
      }
    } catch (EOFException e) {
      damage.add("protective MBR: " + e.getMessage());
    }
  }
}
