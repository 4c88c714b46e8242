package dev.carafe.node.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.disks.BadDiskException;
import dev.carafe.node.disks.FileSystemKind;
import dev.carafe.node.host.Disks;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.SystemManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Disks that only their files in `/sys` and the answers of `wipefs` tell of.
class EphemeralStorageTest {
  private static final String INSTANCE_STORE = "Amazon EC2 NVMe Instance Storage";

  @TempDir private Path root;
  private final Map<String, String> signatures = new HashMap<>();
  private final List<String> commands = new ArrayList<>();
  private final ByteArrayOutputStream journal = new ByteArrayOutputStream();
  private EphemeralStorage storage;

  @BeforeEach
  void plugIn() throws IOException {
    Files.createDirectories(root.resolve("proc/self"));
    Files.writeString(root.resolve("proc/self/mountinfo"), "1 1 254:1 / /usr ro - erofs x ro\n");
    disk("vda", "QEMU");
    Files.createDirectories(root.resolve("sys/class/block/vda/vda1"));
    Files.writeString(root.resolve("sys/class/block/vda/vda1/partition"), "1\n");
    Path partition = Files.createDirectories(root.resolve("sys/class/block/vda1"));
    Files.writeString(partition.resolve("partition"), "1\n");
    Files.writeString(partition.resolve("size"), "2048\n");
    Files.writeString(partition.resolve("dev"), "254:1\n");
    disk("vdb", "QEMU");
    disk("nvme1n1", INSTANCE_STORE);
    disk("nvme2n1", INSTANCE_STORE);
    disk("loop0", "");
    storage =
        new EphemeralStorage(
            root,
            new Disks(root.resolve("sys/class/block"), root.resolve("proc/self/mountinfo")),
            new SystemManager(root.resolve("usr/bin/systemctl"), this::run),
            this::run,
            new Journal(new PrintStream(journal, true, StandardCharsets.UTF_8)));
  }

  private void disk(String name, String model) throws IOException {
    Path folder = Files.createDirectories(root.resolve("sys/class/block").resolve(name));
    Files.createDirectories(folder.resolve("device"));
    Files.writeString(folder.resolve("device/model"), model + "\n");
    Files.writeString(folder.resolve("size"), "2048\n");
    Files.writeString(folder.resolve("dev"), "254:" + name.hashCode() % 7 + "\n");
    Files.writeString(folder.resolve("ro"), "0\n");
    Files.writeString(folder.resolve("removable"), "0\n");
    Files.createDirectories(root.resolve("dev"));
    Files.createFile(root.resolve("dev").resolve(name));
  }

  private String run(List<String> command, String input) {
    if (command.getFirst().endsWith("wipefs")) {
      return signatures.getOrDefault(command.getLast(), "");
    }
    if (command.getFirst().endsWith("udevadm")) {
      assertThat(command).contains("settle");
      return "";
    }
    commands.add(String.join(" ", command).replace(root + "/", "/"));
    return "";
  }

  @Test
  void disksAreThoseThatAreNobodyElses() {
    signatures.put("/dev/nvme2n1", "crypto_LUKS\n");
    assertThat(storage.disks()).containsExactlyInAnyOrder("/dev/vdb", "/dev/nvme1n1");
  }

  @Test
  void oneDiskIsFormatted() {
    storage.initialize(FileSystemKind.EXT4, Optional.of(List.of("/dev/vdb")));
    assertThat(commands).containsExactly("/usr/sbin/mkfs.ext4 -q -L .ephemeral /dev/vdb");
  }

  @Test
  void whatIsReadyStays() {
    signatures.put("/dev/vdb", "xfs .ephemeral\n");
    storage.initialize(FileSystemKind.XFS, Optional.of(List.of("/dev/vdb")));
    assertThat(commands).isEmpty();
    assertThatThrownBy(
            () -> storage.initialize(FileSystemKind.EXT4, Optional.of(List.of("/dev/vdb"))))
        .hasMessage("/dev/vdb is formatted as xfs; ask for that, or wipe it");
  }

  @Test
  void withoutNamesTheCloudsDisksAreStriped() {
    storage.initialize(FileSystemKind.XFS, Optional.empty());
    assertThat(commands.getFirst())
        .startsWith("/usr/sbin/mdadm --create /dev/md127 --run --homehost=any --name=ephemeral")
        .contains("--level=0", "--raid-devices=2", "/dev/nvme1n1", "/dev/nvme2n1");
    assertThat(commands.getLast()).isEqualTo("/usr/sbin/mkfs.xfs -q -L .ephemeral /dev/md127");
  }

  @Test
  void anArrayIsAssembledAgain() {
    signatures.put("/dev/nvme1n1", "linux_raid_member any:ephemeral\n");
    signatures.put("/dev/nvme2n1", "linux_raid_member any:ephemeral\n");
    signatures.put("/dev/md127", "xfs .ephemeral\n");
    storage.initialize(FileSystemKind.XFS, Optional.empty());
    assertThat(commands).hasSize(1);
    assertThat(commands.getFirst())
        .startsWith("/usr/sbin/mdadm --assemble --run /dev/md127 /dev/nvme");
  }

  @Test
  void nobodyElsesDataIsOverwritten() {
    signatures.put("/dev/vdb", "ext4 photos\n");
    for (String disk : List.of("/dev/vdb", "/dev/vda", "/dev/loop0", "/dev/gone", "vda1")) {
      assertThatThrownBy(() -> storage.initialize(FileSystemKind.XFS, Optional.of(List.of(disk))))
          .isInstanceOf(BadDiskException.class)
          .hasMessageContaining(disk);
    }
    signatures.put("/dev/nvme1n1", "linux_raid_member any:ephemeral\n");
    assertThatThrownBy(() -> storage.initialize(FileSystemKind.XFS, Optional.empty()))
        .hasMessageContaining("some are striped with others");
    assertThat(commands).isEmpty();
  }

  @Test
  void foldersAreBoundWhileTheRuntimeIsStopped() {
    signatures.put("/dev/vdb", "xfs .ephemeral\n");
    storage.bind(List.of("/var/lib/containerd", "/var/log/pods"));
    assertThat(commands)
        .containsExactly(
            "/usr/bin/mount -o nodev,nosuid,noatime /dev/vdb /mnt/.ephemeral",
            "/usr/bin/systemctl stop containerd.service",
            "/usr/bin/mount --rbind /mnt/.ephemeral/._var_lib_containerd /var/lib/containerd",
            "/usr/bin/mount --make-rshared /var/lib/containerd",
            "/usr/bin/mount --rbind /mnt/.ephemeral/._var_log_pods /var/log/pods",
            "/usr/bin/mount --make-rshared /var/log/pods",
            "/usr/bin/systemctl start containerd.service");
  }

  @Test
  void whatIsBoundStays() throws IOException {
    signatures.put("/dev/vdb", "xfs .ephemeral\n");
    Files.writeString(
        root.resolve("proc/self/mountinfo"),
        "1 1 8:1 / %s rw - xfs x rw\n2 1 8:1 /a %s rw - xfs x rw\n"
            .formatted(root.resolve("mnt/.ephemeral"), root.resolve("var/log/pods")));
    storage.bind(List.of("/var/log/pods"));
    assertThat(commands).isEmpty();
  }

  @Test
  void otherFoldersAreNotBound() {
    assertThatThrownBy(() -> storage.bind(List.of("/etc")))
        .hasMessage(
            "'/etc' cannot be bound; name some of /var/lib/containerd, /var/lib/volumes,"
                + " /var/log/pods");
  }

  @Test
  void withoutADiskNothingHappens() throws IOException {
    Files.writeString(root.resolve("sys/class/block/nvme1n1/device/model"), "other\n");
    Files.writeString(root.resolve("sys/class/block/nvme2n1/device/model"), "other\n");
    storage.initialize(FileSystemKind.XFS, Optional.empty());
    storage.bind(List.of("/var/lib/containerd"));
    assertThat(commands).isEmpty();
    assertThat(journal.toString(StandardCharsets.UTF_8))
        .contains("none is made ready", "nothing is bound");
  }
}
