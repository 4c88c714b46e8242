package dev.carafe.node.disks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.Components;
import dev.carafe.settings.Problem;
import dev.carafe.settings.reading.SettingsReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Data disks as the schema and the rule let them through.
class DataDiskSettingsTest {
  private final List<Problem> problems = new ArrayList<>();

  private List<DataDisk> read(String text) {
    SettingsReader reader = new SettingsReader(Components.schema(), List.of(new DataDisksRule()));
    return DataDisk.read(reader.readToml("user data", text, problems));
  }

  @Test
  void everyFieldIsRead() {
    List<DataDisk> disks =
        read(
            """
            [settings.storage.disks.data]
            device = "/dev/disk/by-id/virtio-data"
            [settings.storage.disks.logs-2]
            device = "/dev/vdc"
            filesystem = "ext4"
            """);
    assertThat(problems).isEmpty();
    assertThat(disks)
        .containsExactly(
            new DataDisk("data", "/dev/disk/by-id/virtio-data", FileSystemKind.XFS),
            new DataDisk("logs-2", "/dev/vdc", FileSystemKind.EXT4));
    assertThat(disks.getLast().place()).isEqualTo(Path.of("/mnt/logs-2"));
  }

  @Test
  void twoDisksHaveTwoDevices() {
    assertThat(
            read(
                """
                [settings.storage.disks]
                a = {device = "/dev/vdb"}
                b = {device = "/dev/vdb"}
                """))
        .containsExactly(new DataDisk("a", "/dev/vdb", FileSystemKind.XFS));
    assertThat(problems.toString())
        .contains("3:", "/dev/vdb is the disk 'a' already", "name another");
  }

  @ParameterizedTest
  @CsvSource({
    "a,             /dev/../etc/passwd, is not below /dev, write a disk's path",
    "a,             /dev/./vdb,   is not the shortest way to write it, /dev/vdb",
    "a,             /dev//vdb,    is not the shortest way to write it, /dev/vdb",
    "a,             vdb,          does not match, /dev/",
    "a,             /mnt/data,    does not match, /dev/",
    "a,             '/dev/v db',  does not match, /dev/",
    "a,             /dev/,        does not match, /dev/",
    "thirteen-long, /dev/vdb,     is longer than the label, at most 12 characters",
    "Data,          /dev/vdb,     'D', DNS label",
    "'.ephemeral',  /dev/vdb,     '.', DNS label",
  })
  void whatCannotBeADiskIsToldWithWhatToWrite(
      String name, String device, String found, String instead) {
    assertThat(read("[settings.storage.disks.\"%s\"]\ndevice = \"%s\"\n".formatted(name, device)))
        .isEmpty();
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().toString()).contains(found).contains(instead);
  }

  @Test
  void aDiskHasADevice() {
    assertThat(read("[settings.storage.disks.data]\nfilesystem = \"ext4\"\n")).isEmpty();
    assertThat(problems.getFirst().toString())
        .contains(
            "it has no device; set settings.storage.disks.data.device to a disk's path, such as"
                + " \"/dev/disk/by-id/virtio-data\"");
  }

  @Test
  void thereAreTwoKindsOfFileSystems() {
    String btrfs = "[settings.storage.disks.data]\ndevice = \"/dev/vdb\"\nfilesystem = \"btrfs\"\n";
    assertThat(read(btrfs)).containsExactly(new DataDisk("data", "/dev/vdb", FileSystemKind.XFS));
    assertThat(problems.getFirst().toString()).contains("btrfs", "ext4");
  }
}
