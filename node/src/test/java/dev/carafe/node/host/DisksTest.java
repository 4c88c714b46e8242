package dev.carafe.node.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The volumes are what `mkfs.vfat` 4.2 and `xorriso` 1.5.4 wrote, cut off behind the root
/// directory.
class DisksTest {
  private static final int LABEL_32 = 71;

  @TempDir private Path root;

  @ParameterizedTest
  @CsvSource({
    "cidata-fat12, vfat, CIDATA",
    "cidata-fat16, vfat, CIDATA",
    "cidata-fat32, vfat, CIDATA",
    "cidata-iso9660, iso9660, cidata",
  })
  void aVolumeIsKnownByItsFirstBlocks(String name, String type, String label) throws IOException {
    Path device = Files.write(root.resolve("device"), volume(name));
    assertThat(Volume.on(device)).contains(new Volume(device, type, label));
  }

  @Test
  void theRootDirectoryKnowsTheLabelBetter() throws IOException {
    byte[] bytes = volume("cidata-fat32");
    System.arraycopy("NO NAME    ".getBytes(US_ASCII), 0, bytes, LABEL_32, 11);
    Path device = Files.write(root.resolve("device"), bytes);
    assertThat(Volume.on(device).map(Volume::label)).contains("CIDATA");
  }

  @Test
  void withoutALabelInTheRootDirectoryTheBootSectorsHolds() throws IOException {
    byte[] bytes = volume("cidata-fat32");
    int entry = new String(bytes, ISO_8859_1).lastIndexOf("CIDATA     \b");
    assertThat(entry).isGreaterThan(600_000);
    bytes[entry] = (byte) 0xe5; // deleted
    Path device = Files.write(root.resolve("device"), bytes);
    assertThat(Volume.on(device).map(Volume::label)).contains("CIDATA");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 512, 70_000})
  void anythingElseIsNoVolume(int size) throws IOException {
    assertThat(Volume.on(Files.write(root.resolve("device"), new byte[size]))).isEmpty();
    assertThat(Volume.on(root.resolve("none"))).isEmpty();
  }

  @Test
  void disksAndPartitionsAreListedWithoutWhatIsMadeOfThem() throws IOException {
    for (String name :
        List.of("vda", "vda1", "sr0", "dm-0", "loop0", "zram0", "ram1", "fd0", "cciss!c0d0")) {
      write("sys/class/block/" + name + "/size", "8\n");
    }
    write("sys/class/block/vdb/size", "0\n");
    assertThat(
            new BlockDevices(root).nodes().stream().map(node -> root.relativize(node).toString()))
        .containsExactly("dev/cciss/c0d0", "dev/sr0", "dev/vda", "dev/vda1");
  }

  @Test
  void withoutAnyBusNothingIsOnItsWay() {
    assertThat(new BlockDevices(root).areSettled()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "pci/devices/0000:00:03.0, class, 0x010000, driver",
    "virtio/devices/virtio0, device, 0x0002, driver",
    "virtio/devices/virtio1, device, 0x0008, driver",
    "scsi/devices/0:0:0:0, type, 5, block",
    "vmbus/devices/a, class_id, {ba6163d9-04a1-4d29-b605-72e2ffb1dc7f}, driver",
    "xen/devices/vbd-51712, devtype, vbd, driver",
  })
  void whatLeadsToADiskAndHasNoDriverIsWaitedFor(
      String device, String attribute, String value, String sign) throws IOException {
    write("sys/bus/" + device + "/" + attribute, value + "\n");
    BlockDevices devices = new BlockDevices(root);
    assertThat(devices.areSettled()).isFalse();
    Files.createDirectory(root.resolve("sys/bus").resolve(device).resolve(sign));
    assertThat(devices.areSettled()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "pci/devices/0000:00:02.0, class, 0x020000",
    "virtio/devices/virtio2, device, 0x0001",
    "scsi/devices/host0, uevent, x",
    "scsi/devices/1:0:0:0, type, 3",
  })
  void otherDevicesAreNotWaitedFor(String device, String attribute, String value)
      throws IOException {
    write("sys/bus/" + device + "/" + attribute, value + "\n");
    assertThat(new BlockDevices(root).areSettled()).isTrue();
  }

  @Test
  void whatUdevHasStillToDoIsWaitedFor() throws IOException {
    write("run/udev/queue", "");
    assertThat(new BlockDevices(root).areSettled()).isFalse();
  }

  @Test
  void aVolumeIsMountedForReadingOnly() throws IOException {
    List<String> commands = new ArrayList<>();
    Mounts mounts =
        new Mounts(
            root,
            (command, _) -> {
              commands.add(String.join(" ", command));
              return "";
            });
    Volume volume = new Volume(Path.of("/dev/vdb"), "vfat", "CIDATA");
    Path folder = root.resolve("run/carafe/drive");
    assertThat(mounts.<Path>read(volume, found -> found)).isEqualTo(folder);
    assertThat(commands)
        .containsExactly(
            root + "/usr/bin/mount -t vfat -o ro,nodev,nosuid,noexec /dev/vdb " + folder,
            root + "/usr/bin/umount " + folder);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @Test
  void aVolumeIsUnmountedWhateverHappens() {
    List<String> programs = new ArrayList<>();
    Mounts mounts =
        new Mounts(
            root,
            (command, _) -> {
              programs.add(Path.of(command.getFirst()).getFileName().toString());
              return "";
            });
    assertThatThrownBy(() ->
            mounts.read(
                new Volume(Path.of("/dev/vdb"), "vfat", ""),
                _ -> {
                  throw new IllegalStateException("broken");
                }))
        .hasMessage("broken");
    assertThat(programs).containsExactly("mount", "umount");
  }

  @Test
  void theFirmwareNamesTheMachine() throws IOException {
    Dmi dmi = new Dmi(root);
    assertThat(dmi.field("sys_vendor")).isEmpty();
    write("sys/class/dmi/id/sys_vendor", "QEMU\n");
    write("sys/class/dmi/id/product_uuid", "4C4C4544-0000-2010-8020-80C04F202020\n");
    assertThat(dmi.is("sys_vendor", "QEMU")).isTrue();
    assertThat(dmi.productUuid()).contains("4c4c4544-0000-2010-8020-80c04f202020");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000-0000-0000-0000-000000000000",
        "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
        "03000200-0400-0500-0006-000700080009",
      })
  void aNumberThatManyMachinesHaveIsNone(String uuid) throws IOException {
    write("sys/class/dmi/id/product_uuid", uuid + "\n");
    assertThat(new Dmi(root).productUuid()).isEmpty();
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private static byte[] volume(String name) throws IOException {
    try (InputStream in =
        new GZIPInputStream(
            Objects.requireNonNull(DisksTest.class.getResourceAsStream(name + ".gz")))) {
      return in.readAllBytes();
    }
  }
}
