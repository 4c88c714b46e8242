package dev.carafe.image;

import dev.carafe.image.content.Content;
import dev.carafe.image.fat.FatFileSystem;
import dev.carafe.image.gpt.Partition;
import dev.carafe.image.gpt.PartitionTable;
import dev.carafe.image.gpt.PartitionType;
import dev.carafe.image.verity.RootHash;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/// The stage that lays out the shipped disk: the system partition and slot A. Slot B and the data
/// partition are made at first boot, on a disk of whatever size.
///
/// @param rootHash names the slot: its partitions' GUIDs are made of it
/// @param slotSize the bytes of each `/usr` partition
/// @param version of the system, for the partitions' labels
record Disk(RootHash rootHash, long slotSize, String version) {
  private static final long ESP_SIZE = 160L << 20;
  private static final long VERITY_SHARE = 64;

  /// Writes the disk.
  ///
  /// @param esp the files of the system partition, by path
  void write(Path target, SortedMap<String, Content> esp, Content usr, Content verity)
      throws IOException {
    PartitionTable table = table();
    if (usr.size() > slotSize) {
      throw new SlotTooSmallException(usr.size(), slotSize);
    }
    try (FileChannel out =
        FileChannel.open(
            target,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      List<Partition> partitions = table.partitions();
      FatFileSystem.write(out, partitions.get(0).offset(), ESP_SIZE, serial(), esp);
      out.position(partitions.get(1).offset());
      usr.writeTo(out);
      out.position(partitions.get(2).offset());
      verity.writeTo(out);
      table.write(out, table.diskSize());
    }
  }

  private PartitionTable table() {
    List<Partition> partitions = new ArrayList<>();
    long at = PartitionTable.ALIGNMENT;
    at = add(partitions, at, PartitionType.ESP, derived("esp"), "esp", ESP_SIZE, 0);
    at =
        add(
            partitions,
            at,
            PartitionType.USR,
            rootHash.dataPartition(),
            "usr_" + version,
            slotSize,
            Partition.READ_ONLY);
    add(
        partitions,
        at,
        PartitionType.USR_VERITY,
        rootHash.hashPartition(),
        "usr_" + version + "_verity",
        slotSize / VERITY_SHARE,
        Partition.READ_ONLY);
    return new PartitionTable(derived("disk"), partitions);
  }

  private static long add(
      List<Partition> partitions,
      long at,
      PartitionType type,
      UUID id,
      String label,
      long size,
      long attributes) {
    long first = at / Partition.BLOCK;
    long end = at + size;
    partitions.add(
        new Partition(type.id(), id, label, first, end / Partition.BLOCK - 1, attributes));
    return end;
  }

  private int serial() {
    return (int) derived("serial").getMostSignificantBits();
  }

  private UUID derived(String what) {
    return Derived.uuid(what + " " + rootHash.hex());
  }

  /// The system outgrew its slots.
  static final class SlotTooSmallException extends ImageException {
    private static final long serialVersionUID = 1L;

    SlotTooSmallException(long size, long slot) {
      super(
          "could not fit /usr of %d MiB into a slot of %d MiB: raise disk.slot-megabytes of the variant"
              .formatted(size >> 20, slot >> 20));
    }
  }
}
