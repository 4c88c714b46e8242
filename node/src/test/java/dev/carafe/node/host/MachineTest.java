package dev.carafe.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The kernel's and systemd's words for what runs.
class MachineTest {
  @TempDir private Path root;

  @Test
  void processesAreReadWhateverTheirNames() throws IOException {
    process(
        1,
        "1 (systemd) S 0 1 1 0 -1 4194560 9 9 9 9 120 80 0 0 20 0 1 0 2 9 9",
        "VmRSS:\t   12000 kB",
        "/sbin/init\0");
    process(7, "7 (a) b) R (c) Z 1 1 1 0 -1 0 0 0 0 0 1 2 0 0 20 0 1 0 9 0 0", "State:\tZ", "");
    process(2, "2 (kthreadd) I 0 0 0 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 2 0 0", "", "");
    Files.writeString(root.resolve("meminfo"), "");
    assertThat(new ProcessTable(root).all())
        .containsExactly(
            new HostProcess(
                1,
                0,
                "systemd",
                "sleeping",
                12_288_000,
                Duration.ofSeconds(2),
                List.of("/sbin/init")),
            new HostProcess(2, 0, "kthreadd", "idle", 0, Duration.ZERO, List.of()),
            new HostProcess(7, 1, "a) b) R (c", "zombie", 0, Duration.ofMillis(30), List.of()));
  }

  @Test
  void ofALongCommandLineTheBeginningIsShown() throws IOException {
    process(
        9,
        "9 (x) R 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 9 0 0",
        "",
        "sh\0-c\0" + "x".repeat(100_000));
    List<String> command = new ProcessTable(root).all().getFirst().command();
    assertThat(command).startsWith("sh", "-c");
    assertThat(String.join("\0", command)).hasSize(ProcessTable.LONGEST_COMMAND);
  }

  @Test
  void theMachinesOwnProcessesAreReadable() {
    List<HostProcess> all = new ProcessTable(Path.of("/proc")).all();
    HostProcess self =
        all.stream()
            .filter(process -> process.pid() == ProcessHandle.current().pid())
            .findFirst()
            .orElseThrow();
    assertThat(self.command().getFirst()).endsWith("java");
    assertThat(self.memory()).isGreaterThan(10_000_000);
    assertThat(self.cpu()).isPositive();
    assertThat(self.parent()).isEqualTo(ProcessHandle.current().parent().orElseThrow().pid());
  }

  @Test
  void disksAreShownWithTheirPartitionsAndMounts() throws IOException {
    device("vda", "254:0", 2048, "");
    device("vda/vda2", "254:2", 1024, "PARTNAME=carafe data\n");
    device("vda/vda10", "254:10", 8, "PARTN=10\n");
    device("loop0", "7:0", 0, "");
    device("dm-0", "253:0", 16, "");
    file("sys/devices/vda/device/model", "QEMU HARDDISK   ");
    file("sys/devices/vda/removable", "1");
    file("sys/devices/dm-0/dm/name", "usr");
    file("sys/devices/dm-0/ro", "1");
    Path mounts =
        file(
            "mountinfo",
            "22 1 0:20 / /proc rw - proc proc rw\n"
                + "30 1 254:2 / "
                + root
                + " rw,noatime shared:1 - ext4 /dev/vda2 rw\n"
                + "31 1 254:2 /lib /a\\040b rw - ext4 /dev/vda2 rw\n"
                + "32 1 253:0 / /no\\040where ro - erofs /dev/dm-0 ro\n");
    List<Disk> disks = new Disks(root.resolve("sys/class/block"), mounts).all();
    assertThat(disks).extracting(Disk::name).containsExactly("dm-0", "vda");
    assertThat(disks.getFirst())
        .isEqualTo(
            new Disk(
                "dm-0",
                8192,
                Optional.empty(),
                Optional.of("usr"),
                true,
                false,
                List.of(new MountedAt("/no where", "erofs", true, 0, 0)),
                List.of()));
    Disk vda = disks.getLast();
    assertThat(vda.model()).contains("QEMU HARDDISK");
    assertThat(vda.removable()).isTrue();
    assertThat(vda.bytes()).isEqualTo(2048 * 512);
    assertThat(vda.partitions()).extracting(Disk.Partition::number).containsExactly(2, 10);
    Disk.Partition data = vda.partitions().getFirst();
    assertThat(data.label()).contains("carafe data");
    assertThat(data.mounts())
        .singleElement()
        .satisfies(mount -> {
          assertThat(mount.path()).isEqualTo(root.toString());
          assertThat(mount.readOnly()).isFalse();
          assertThat(mount.bytes()).isGreaterThanOrEqualTo(mount.available()).isPositive();
        });
  }

  @Test
  void theMachinesOwnDisksAreReadable() {
    Disks disks = new Disks(Path.of("/sys/class/block"), Path.of("/proc/self/mountinfo"));
    assertThat(disks.all()).allSatisfy(disk -> assertThat(disk.bytes()).isPositive());
    assertThat(new Disks(root.resolve("absent"), Path.of("/proc/self/mountinfo")).all()).isEmpty();
  }

  @Test
  void servicesAreAsSystemdTells() {
    SystemManager system =
        new SystemManager(
            Path.of("/usr/bin/systemctl"),
            (command, _) -> {
              assertThat(command).startsWith("/usr/bin/systemctl", "show").endsWith("*.service");
              return """
              Id=b.service
              Description=B = b
              LoadState=loaded
              ActiveState=failed
              SubState=failed
              Result=exit-code
              MainPID=0
              MemoryCurrent=[not set]
              NRestarts=5

              Id=a.service
              Description=A
              LoadState=loaded
              ActiveState=active
              SubState=running
              Result=success
              MainPID=12
              MemoryCurrent=4096
              NRestarts=0

              Id=absent.service
              LoadState=not-found
              """;
            });
    assertThat(system.services())
        .containsExactly(
            new ServiceUnit(
                "a.service",
                "A",
                "active",
                "running",
                "success",
                Optional.of(12L),
                Optional.of(4096L),
                0),
            new ServiceUnit(
                "b.service",
                "B = b",
                "failed",
                "failed",
                "exit-code",
                Optional.empty(),
                Optional.empty(),
                5));
  }

  private void process(int pid, String stat, String status, String command) throws IOException {
    file(pid + "/stat", stat);
    file(pid + "/status", status);
    file(pid + "/cmdline", command);
  }

  private void device(String path, String number, int sectors, String event) throws IOException {
    String folder = "sys/devices/" + path;
    file(folder + "/dev", number + "\n");
    file(folder + "/size", sectors + "\n");
    file(folder + "/uevent", event);
    Path name = Path.of(path).getFileName();
    if (path.contains("/")) {
      file(folder + "/partition", name.toString().replaceAll("[^0-9]", ""));
    }
    Path classes = Files.createDirectories(root.resolve("sys/class/block"));
    Files.createSymbolicLink(classes.resolve(name), root.resolve(folder));
  }

  private Path file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, text);
  }
}
