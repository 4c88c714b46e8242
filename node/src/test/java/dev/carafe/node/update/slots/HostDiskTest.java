package dev.carafe.node.update.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.gpt.Partition;
import dev.carafe.disk.gpt.PartitionType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A machine with two disks, of which the second has the verified `/usr`.
class HostDiskTest {
  private static final long SECTOR = 512;

  @TempDir private Path root;
  private HostDisk disk;

  @BeforeEach
  void make() throws IOException {
    Files.createDirectories(root.resolve("dev"));
    Files.createDirectories(root.resolve("proc/self"));
    Files.writeString(root.resolve("proc/self/mountinfo"), "");
    device("vda", 100);
    partition("vda", "vda1", 40, 20);
    device("vdb", 100);
    partition("vdb", "vdb1", 40, 20);
    partition("vdb", "vdb2", 60, 20);
    device("dm-0", 20);
    file("sys/class/block/dm-0/dm/name", "usr");
    Files.createDirectories(root.resolve("sys/class/block/dm-0/slaves/vdb1"));
    disk = new HostDisk(root);
  }

  private void device(String name, long sectors) throws IOException {
    file("sys/class/block/" + name + "/size", Long.toString(sectors));
    Files.write(root.resolve("dev").resolve(name), new byte[(int) (sectors * SECTOR)]);
  }

  private void partition(String whole, String name, long start, long sectors) throws IOException {
    device(name, sectors);
    file("sys/class/block/" + name + "/partition", name.substring(3));
    file("sys/class/block/" + name + "/start", Long.toString(start));
    file("sys/class/block/" + whole + "/" + name + "/partition", name.substring(3));
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text + "\n");
  }

  private static Partition at(long first, long last) {
    return new Partition(PartitionType.USR, new UUID(1, 2), "usr_1.3.0", first, last, Set.of());
  }

  private byte[] device(String name) throws IOException {
    return Files.readAllBytes(root.resolve("dev").resolve(name));
  }

  @Test
  void theTableIsThatOfTheDiskThatTheSystemIsOn() throws IOException {
    assertThat(disk.<Long>table(device -> device.size())).isEqualTo(100 * SECTOR);
    disk.changeTable(device -> {
      device.write(ByteBuffer.wrap(new byte[] {7}), SECTOR);
      device.flush();
      return device;
    });
    assertThat(device("vdb")[(int) SECTOR]).isEqualTo((byte) 7);
    assertThat(device("vda")).containsOnly(0);
  }

  @Test
  void aPartitionIsTheOneThatBeginsThere() throws IOException {
    disk.change(
        at(60, 79),
        device -> {
          device.write(ByteBuffer.wrap(new byte[] {8}), 3);
          return device;
        });
    assertThat(device("vdb2")[3]).isEqualTo((byte) 8);
    assertThat(disk.<Byte>read(at(60, 79), device -> device.read(3, 1).get())).isEqualTo((byte) 8);
    assertThat(device("vdb1")).containsOnly(0);
  }

  @Test
  void aPartitionThatTheKernelDoesNotKnowIsNotReached() {
    assertThatThrownBy(() -> disk.read(at(60, 78), device -> device.size()))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage("usr_1.3.0: the kernel knows no partition of 9728 bytes from sector 60 on");
  }

  @Test
  void aSystemThatIsNotVerifiedIsOnNoDisk() throws IOException {
    file("sys/class/block/dm-0/dm/name", "other");
    assertThatThrownBy(() -> disk.table(device -> device.size()))
        .isInstanceOf(IOException.class)
        .hasMessage("no disk is found that the verified /usr is on");
  }
}
