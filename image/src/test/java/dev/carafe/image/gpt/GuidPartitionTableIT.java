package dev.carafe.image.gpt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.Oracle;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuidPartitionTableIT {
  @TempDir Path folder;

  @Test
  void sgdiskFindsNoProblemsAndTheSamePartitions() throws IOException {
    Path disk = folder.resolve("disk");
    try (FileChannel channel =
        FileChannel.open(disk, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      GuidPartitionTableTest.TABLE.write(channel);
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
