package dev.carafe.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.fat.FatContents;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedDiskTest {
  private static final int LABEL = 71;

  @TempDir Path work;

  @Test
  void aDiskForCloudInitHasItsLabelAndItsFiles() throws IOException {
    Path disk =
        SeedDisk.noCloud("[settings]\n", "instance-id: i-1\n")
            .with("net.toml", "version = 3\n")
            .writeFat(work.resolve("disk"));
    try (FileChannel file = FileChannel.open(disk)) {
      FatContents contents = FatContents.of(file, 0);
      assertThat(text(contents, "user-data")).isEqualTo("[settings]\n");
      assertThat(text(contents, "meta-data")).isEqualTo("instance-id: i-1\n");
      assertThat(text(contents, "net.toml")).isEqualTo("version = 3\n");
    }
    assertThat(label(disk)).isEqualTo("CIDATA     ");
  }

  @Test
  void aConfigDriveHasItsFilesInTheirFolders() throws IOException {
    Path disk = SeedDisk.configDrive("x = 1", "{}").writeFat(work.resolve("disk"));
    try (FileChannel file = FileChannel.open(disk)) {
      assertThat(text(FatContents.of(file, 0), "openstack/latest/meta_data.json")).isEqualTo("{}");
    }
    assertThat(label(disk)).isEqualTo("CONFIG-2   ");
  }

  private static String text(FatContents contents, String path) throws IOException {
    return new String(contents.read(path).orElseThrow(), UTF_8);
  }

  private static String label(Path disk) throws IOException {
    try (var in = Files.newInputStream(disk)) {
      return new String(in.readNBytes(LABEL + 11), LABEL, 11, UTF_8);
    }
  }
}
