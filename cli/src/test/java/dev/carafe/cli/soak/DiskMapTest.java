package dev.carafe.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.device.FileDevice;
import dev.carafe.disk.gpt.GuidPartitionTable;
import dev.carafe.disk.gpt.Partition;
import dev.carafe.disk.gpt.PartitionType;
import dev.carafe.disk.verity.RootHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskMapTest {
  private static final RootHash RUNNING = RootHash.of("ab".repeat(32));
  private static final long MIB = 2048;

  private static Partition partition(PartitionType type, UUID uuid, int place) {
    return new Partition(type, uuid, "p" + place, place * MIB, (place + 1) * MIB - 1, Set.of());
  }

  private static UUID other(int number) {
    return new UUID(7, number);
  }

  @Test
  void eachSectorBelongsToAPartOfTheDisk(@TempDir Path folder) throws IOException {
    GuidPartitionTable table =
        new GuidPartitionTable(
            other(0),
            8 * MIB,
            List.of(
                partition(PartitionType.ESP, other(1), 1),
                partition(PartitionType.USR, RUNNING.dataPartition(), 2),
                partition(PartitionType.USR_VERITY, RUNNING.hashPartition(), 3),
                partition(PartitionType.USR, other(2), 4),
                partition(PartitionType.USR_VERITY, other(3), 5),
                partition(PartitionType.VAR, other(4), 6)));
    Path disk = folder.resolve("disk");
    try (FileDevice device = FileDevice.create(disk, table.size())) {
      table.write(device);
    }
    DiskMap map = DiskMap.of(Arrays.copyOf(Files.readAllBytes(disk), DiskMap.HEAD), RUNNING);
    assertThat(map.part(1)).contains(DiskPart.TABLE);
    assertThat(map.part(MIB)).contains(DiskPart.SYSTEM);
    assertThat(map.part(2 * MIB)).isEmpty();
    assertThat(map.part(3 * MIB)).isEmpty();
    assertThat(map.part(4 * MIB + 1)).contains(DiskPart.SLOT);
    assertThat(map.part(5 * MIB)).contains(DiskPart.TREE);
    assertThat(map.part(7 * MIB - 1)).contains(DiskPart.DATA);
    assertThat(map.part(8 * MIB - 1)).contains(DiskPart.TABLE);
  }
}
