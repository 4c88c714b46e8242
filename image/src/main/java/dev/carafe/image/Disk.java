package dev.carafe.image;

import dev.carafe.disk.device.FileDevice;
import dev.carafe.disk.gpt.Attribute;
import dev.carafe.disk.gpt.GuidPartitionTable;
import dev.carafe.disk.gpt.Partition;
import dev.carafe.disk.gpt.PartitionRequest;
import dev.carafe.disk.gpt.PartitionType;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.image.content.Content;
import dev.carafe.image.fat.FatFile;
import dev.carafe.image.fat.FatFileSystem;
import dev.carafe.image.fat.FatVolume;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
  /// @param esp the files of the system partition
  void write(Path target, List<FatFile> esp, Content usr, Content verity, Instant time)
      throws IOException {
    if (usr.size() > slotSize) {
      throw new SlotTooSmallException(usr.size(), slotSize);
    }
    GuidPartitionTable table = table();
    try (FileChannel out =
        FileChannel.open(
            target,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      table.write(FileDevice.of(out, table.size()));
      List<Partition> partitions = table.partitions();
      FatVolume volume = new FatVolume("CARAFE", serial(), time);
      FatFileSystem.write(out, partitions.get(0).offset(), ESP_SIZE, volume, esp);
      out.position(partitions.get(1).offset());
      usr.writeTo(out);
      out.position(partitions.get(2).offset());
      verity.writeTo(out);
    }
  }

  private GuidPartitionTable table() {
    Set<Attribute> sealed = Set.of(Attribute.READ_ONLY);
    return GuidPartitionTable.laidOut(
        derived("disk"),
        List.of(
            new PartitionRequest(PartitionType.ESP, derived("esp"), "esp", ESP_SIZE, Set.of()),
            new PartitionRequest(
                PartitionType.USR, rootHash.dataPartition(), "usr_" + version, slotSize, sealed),
            new PartitionRequest(
                PartitionType.USR_VERITY,
                rootHash.hashPartition(),
                "usr_" + version + "_verity",
                slotSize / VERITY_SHARE,
                sealed)));
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
