package dev.carafe.node.update.slots;

import dev.carafe.disk.gpt.GuidPartitionTable;
import dev.carafe.disk.gpt.Partition;
import dev.carafe.disk.gpt.PartitionTableChange;
import dev.carafe.disk.gpt.PartitionTableReading;
import dev.carafe.disk.gpt.PartitionType;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.node.update.FailedUpdateException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The two slots of a disk.
///
/// @param disk its GUID
/// @param running the slot of the system that runs, which is never written to
record SlotTable(UUID disk, Slot running, Slot other) {

  /// Reads the disk's table.
  ///
  /// @param system that runs
  /// @throws FailedUpdateException where the disk has not two slots
  static SlotTable read(SystemDisk disk, RootHash system) throws IOException {
    return of(table(disk), system);
  }

  private static GuidPartitionTable table(SystemDisk disk) throws IOException {
    return disk.table(device -> PartitionTableReading.of(device).table());
  }

  /// The system in the other slot; empty where none is whole, and on a disk that has one slot only.
  ///
  /// @param system that runs
  static Optional<RootHash> otherSystem(SystemDisk disk, RootHash system) throws IOException {
    GuidPartitionTable table = table(disk);
    return partitions(table, PartitionType.USR).size() < 2
        ? Optional.empty()
        : of(table, system).other().system();
  }

  /// Which slots a table has.
  static SlotTable of(GuidPartitionTable table, RootHash system) {
    Slot running =
        new Slot(
            one(table, PartitionType.USR, system.dataPartition()),
            one(table, PartitionType.USR_VERITY, system.hashPartition()));
    Slot other =
        new Slot(
            another(table, PartitionType.USR, running.data()),
            another(table, PartitionType.USR_VERITY, running.hash()));
    return new SlotTable(table.disk(), running, other);
  }

  private static List<Partition> partitions(GuidPartitionTable table, PartitionType type) {
    return table.partitions().stream().filter(partition -> partition.type().equals(type)).toList();
  }

  private static Partition one(GuidPartitionTable table, PartitionType type, UUID uuid) {
    return partitions(table, type).stream()
        .filter(partition -> partition.uuid().equals(uuid))
        .findFirst()
        .orElseThrow(() ->
            new FailedUpdateException(
                "could not find the slot that runs: the disk has no partition of type %s with GUID %s"
                    .formatted(type, uuid)));
  }

  private static Partition another(
      GuidPartitionTable table, PartitionType type, Partition running) {
    List<Partition> others =
        partitions(table, type).stream().filter(partition -> !partition.equals(running)).toList();
    if (others.size() != 1) {
      throw new FailedUpdateException(
          "could not find the other slot: expected 2 partitions of type %s, found %d; the second is"
                  .formatted(type, others.size() + 1)
              + " made at the first boot, on a disk that has room for it");
    }
    return others.getFirst();
  }

  /// Changes what the disk's table says of the other slot, and nothing else.
  SlotTable with(Slot next, SystemDisk disk) throws IOException {
    if (!next.equals(other)) {
      var _ =
          disk.changeTable(device -> {
            new PartitionTableChange(next.partitions()).write(device);
            return next;
          });
    }
    return new SlotTable(this.disk, running, next);
  }
}
