package dev.carafe.image.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.device.FileDevice;
import dev.carafe.disk.gpt.Attribute;
import dev.carafe.disk.gpt.GuidPartitionTable;
import dev.carafe.disk.gpt.PartitionRequest;
import dev.carafe.disk.gpt.PartitionType;
import dev.carafe.image.Oracle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuidPartitionTableIT {
  private static final GuidPartitionTable TABLE =
      GuidPartitionTable.laidOut(
          new UUID(1, 1),
          List.of(
              new PartitionRequest(
                  PartitionType.ESP, new UUID(1, 2), "esp", 40 << 20, Set.of(Attribute.NO_AUTO)),
              new PartitionRequest(
                  PartitionType.USR,
                  UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"),
                  "carafe_1.0.0",
                  5000,
                  Set.of(Attribute.READ_ONLY, Attribute.GROW_FILE_SYSTEM))));

  @TempDir Path folder;

  @Test
  void sgdiskFindsNoProblemsAndTheSamePartitions() throws IOException {
    Path disk = folder.resolve("disk");
    try (FileDevice device = FileDevice.create(disk, TABLE.size())) {
      TABLE.write(device);
    }
    Oracle sgdisk = Oracle.tool("sgdisk");
    assertThat(sgdisk.run("-v", disk)).contains("No problems found.");
    assertThat(sgdisk.run("-i", "2", disk))
        .contains("Partition GUID code: 8484680C-9521-48C6-9C11-B0720656F69E")
        .contains("Partition unique GUID: 01234567-89AB-CDEF-0123-456789ABCDEF")
        .contains("First sector: 83968")
        .contains("Last sector: 86015")
        .contains("Attribute flags: 1800000000000000")
        .contains("Partition name: 'carafe_1.0.0'");
  }
}
