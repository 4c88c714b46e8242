package dev.carafe.node.disks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.host.Disks;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.settings.Problem;
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

/// A machine that only its files in `/sys`, `/dev` and `/proc` tell of; programs change what they
/// would change of it.
class DiskKeeperTest {
  private static final String KEY = "settings.storage.disks.data:1:1: ";
  private static final String MKFS = "/usr/sbin/mkfs.xfs -q -L data /dev/vdb";
  private static final String MOUNT = "/usr/bin/mount -o nodev,nosuid,noatime /dev/vdb /mnt/data";
  private static final String GROW = "/usr/lib/systemd/systemd-growfs /mnt/data";

  @TempDir private Path root;
  private final Map<String, String> signatures = new HashMap<>();
  private final Map<String, Integer> failures = new HashMap<>();
  private final List<String> commands = new ArrayList<>();
  private final List<String> pods = new ArrayList<>();
  private final MountedDisks mounted = new MountedDisks();
  private final ByteArrayOutputStream journal = new ByteArrayOutputStream();
  private Optional<Problem> problem = Optional.empty();
  private int changes;
  private DiskKeeper keeper;

  @BeforeEach
  void start() throws IOException {
    root = root.toRealPath();
    Files.createDirectories(root.resolve("proc/self"));
    Files.createDirectories(root.resolve("dev"));
    Files.createDirectories(root.resolve("sys/class/block"));
    mountInfo("");
    keeper = keeper();
  }

  private DiskKeeper keeper() {
    return new DiskKeeper(
        "data",
        new WholeDisks(
            root,
            new Disks(root.resolve("sys/class/block"), root.resolve("proc/self/mountinfo")),
            this::run),
        new FileSystems(root, this::run),
        mounted,
        new DiskUsers() {
          @Override
          public List<String> of(Path folder) {
            assertThat(folder).isEqualTo(Path.of("/mnt/data"));
            return pods;
          }

          @Override
          public void diskChanged() {
            changes++;
          }
        },
        found -> problem = found,
        new Journal(new PrintStream(journal, true, StandardCharsets.UTF_8)));
  }

  private void plug(String name, String number, long sectors) throws IOException {
    Path folder = Files.createDirectories(root.resolve("sys/class/block").resolve(name));
    Files.writeString(folder.resolve("dev"), number + "\n");
    Files.writeString(folder.resolve("size"), sectors + "\n");
    Files.writeString(folder.resolve("ro"), "0\n");
    Files.writeString(folder.resolve("removable"), "0\n");
    Files.createDirectories(root.resolve("sys/dev/block").resolve(number));
    Files.createFile(root.resolve("dev").resolve(name));
  }

  private void unplug(String name, String number) throws IOException {
    for (String file : List.of("dev", "size", "ro", "removable", "")) {
      Files.delete(root.resolve("sys/class/block").resolve(name).resolve(file));
    }
    Files.delete(root.resolve("sys/dev/block").resolve(number));
    Files.delete(root.resolve("dev").resolve(name));
  }

  private void mountInfo(String line) throws IOException {
    Files.writeString(
        root.resolve("proc/self/mountinfo"), "1 1 254:1 / /usr ro - erofs /dev/vda2 ro\n" + line);
  }

  private void mountedAt(String number, String kind) throws IOException {
    mountInfo("9 1 %s / %s rw - %s x rw\n".formatted(number, root.resolve("mnt/data"), kind));
  }

  private String run(List<String> command, String input) {
    String line = String.join(" ", command).replace(root + "/", "/");
    String program = Path.of(command.getFirst()).getFileName().toString();
    if (program.equals("wipefs")) {
      return signatures.getOrDefault(command.getLast(), "");
    }
    commands.add(line);
    if (failures.containsKey(program)) {
      throw new ProgramFailedException(command, failures.get(program), "no such luck");
    }
    try {
      switch (program) {
        case "mkfs.xfs" -> signatures.put(command.getLast(), "xfs data\n");
        case "mkfs.ext4" -> signatures.put(command.getLast(), "ext4 data\n");
        case "mount" -> {
          String name = Path.of(command.get(3)).getFileName().toString();
          String number =
              Files.readString(root.resolve("sys/class/block").resolve(name).resolve("dev"));
          mountedAt(number.strip(), signatures.getOrDefault(command.get(3), "").split(" ", 2)[0]);
        }
        case "umount" -> mountInfo("");
        default -> {}
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return "";
  }

  private static DataDisk disk(String device, FileSystemKind kind) {
    return new DataDisk("data", device, kind);
  }

  private static final DataDisk VDB = disk("/dev/vdb", FileSystemKind.XFS);

  /// Looks until there is nothing to be done at once.
  private void settle() {
    for (int i = 0; !keeper.look().isPositive(); i++) {
      assertThat(i).as("looks").isLessThan(5);
    }
  }

  private void want(DataDisk disk) {
    keeper.want(Optional.of(disk));
    settle();
  }

  private String problem() {
    return problem.map(Problem::toString).orElse("none").replace(root + "/", "/");
  }

  @Test
  void aBlankDiskIsFormattedAndMounted() throws IOException {
    plug("vdb", "254:16", 2048);
    want(VDB);
    assertThat(commands).containsExactly(MKFS, MOUNT, GROW);
    assertThat(problem()).isEqualTo("none");
    assertThat(mounted.has("data")).isTrue();
    assertThat(changes).isOne();
    settle();
    assertThat(commands).hasSize(3);
  }

  @Test
  void itIsKnownAgainByItsLabel() throws IOException {
    plug("vdb", "254:16", 2048);
    signatures.put("/dev/vdb", "xfs data\n");
    want(VDB);
    assertThat(commands).containsExactly(MOUNT, GROW);
  }

  @Test
  void ext4IsMendedBeforeItIsMounted() throws IOException {
    plug("vdb", "254:16", 2048);
    signatures.put("/dev/vdb", "ext4 data\n");
    failures.put("e2fsck", 1);
    want(disk("/dev/vdb", FileSystemKind.EXT4));
    assertThat(commands).containsExactly("/usr/sbin/e2fsck -p /dev/vdb", MOUNT, GROW);
    assertThat(problem()).isEqualTo("none");
  }

  @Test
  void whatCannotBeMendedIsNotMounted() throws IOException {
    plug("vdb", "254:16", 2048);
    signatures.put("/dev/vdb", "ext4 data\n");
    failures.put("e2fsck", 4);
    want(disk("/dev/vdb", FileSystemKind.EXT4));
    assertThat(commands).containsExactly("/usr/sbin/e2fsck -p /dev/vdb");
    assertThat(problem()).startsWith(KEY).contains("e2fsck", "exit status 4", "no such luck");
    assertThat(mounted.has("data")).isFalse();
  }

  @Test
  void nobodyElsesDataIsOverwritten() throws IOException {
    plug("vdb", "254:16", 2048);
    for (String[] found :
        new String[][] {
          {"ext4 data", "set settings.storage.disks.data.filesystem to \"ext4\""},
          {"xfs photos", "label the file system 'data' if it is what you want, or wipe the disk"},
          {"xfs", "label the file system 'data' if it is what you want, or wipe the disk"},
          {"xfs .ephemeral", "or wipe the disk"},
          {"crypto_LUKS", "wipe the disk, or name another"},
          {"gpt\ngpt\nPMBR", "wipe the disk, or name another"},
          {"xfs data\nddf_raid_member", "or wipe the disk"},
          {"linux_raid_member any:ephemeral", "wipe the disk, or name another"},
        }) {
      signatures.put("/dev/vdb", found[0] + "\n");
      want(VDB);
      assertThat(problem())
          .startsWith(KEY + "/dev/vdb holds " + found[0].split("\\s", 2)[0])
          .contains("nothing is overwritten", found[1]);
    }
    assertThat(commands).isEmpty();
    assertThat(mounted.has("data")).isFalse();
  }

  @Test
  void aDiskThatCannotBeReadIsNotTakenForBlank() throws IOException {
    plug("vdb", "254:16", 2048);
    DiskKeeper blind =
        new DiskKeeper(
            "data",
            new WholeDisks(
                root,
                new Disks(root.resolve("sys/class/block"), root.resolve("proc/self/mountinfo")),
                this::run),
            new FileSystems(
                root,
                (command, _) -> {
                  throw new ProgramFailedException(command, 1, "Input/output error");
                }),
            mounted,
            new DiskUsers() {
              @Override
              public List<String> of(Path folder) {
                return List.of();
              }

              @Override
              public void diskChanged() {}
            },
            found -> problem = found,
            new Journal(new PrintStream(journal, true, StandardCharsets.UTF_8)));
    blind.want(Optional.of(VDB));
    assertThat(blind.look()).isPositive();
    assertThat(problem()).contains("wipefs", "Input/output error");
  }

  @Test
  void theSystemsOwnPartsAreNoDisks() throws IOException {
    plug("vda", "254:0", 4096);
    plug("vda3", "254:3", 2048);
    Files.writeString(root.resolve("sys/class/block/vda3/partition"), "3\n");
    Files.createDirectories(root.resolve("sys/class/block/vda/vda3"));
    Files.writeString(root.resolve("sys/class/block/vda/vda3/partition"), "3\n");
    plug("vdb", "254:16", 2048);
    for (String device : List.of("/dev/vda", "/dev/vda3")) {
      want(disk(device, FileSystemKind.XFS));
      assertThat(problem())
          .isEqualTo(KEY + device + " is no whole disk that can be written; name one of /dev/vdb");
    }
    assertThat(commands).isEmpty();
  }

  @Test
  void aDiskThatIsMountedElsewhereIsLeftThere() throws IOException {
    plug("vdb", "254:16", 2048);
    signatures.put("/dev/vdb", "xfs data\n");
    mountInfo("9 1 254:16 / /mnt/other rw - xfs x rw\n");
    want(VDB);
    assertThat(commands).isEmpty();
    assertThat(problem()).contains("/dev/vdb is mounted at /mnt/other already");
  }

  @Test
  void aDiskThatComesLateIsWaitedFor() throws IOException {
    want(VDB);
    assertThat(commands).containsExactly("/usr/bin/udevadm settle --timeout=60");
    assertThat(problem())
        .isEqualTo(KEY + "there is no disk /dev/vdb yet; attach it; pods that use it wait for it");
    settle();
    assertThat(journal.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    plug("vdb", "254:16", 2048);
    settle();
    assertThat(commands.subList(1, commands.size())).containsExactly(MKFS, MOUNT, GROW);
    assertThat(problem()).isEqualTo("none");
  }

  @Test
  void aDiskThatGoesIsTakenFromItsPodsAndComesBack() throws IOException {
    plug("vdb", "254:16", 2048);
    want(VDB);
    pods.add("web");
    unplug("vdb", "254:16");
    commands.clear();
    settle();
    assertThat(commands)
        .containsExactly(
            "/usr/bin/umount --lazy /mnt/data", "/usr/bin/udevadm settle --timeout=60");
    assertThat(problem()).contains("the disk /dev/vdb has gone; attach it");
    assertThat(mounted.has("data")).isFalse();
    assertThat(changes).isEqualTo(2);
    plug("vdb", "254:32", 2048);
    commands.clear();
    settle();
    assertThat(commands).containsExactly(MOUNT, GROW);
    assertThat(problem()).isEqualTo("none");
    assertThat(mounted.has("data")).isTrue();
  }

  @Test
  void whatAnEarlierAgentHasMountedIsKnownAtOnce() throws IOException {
    plug("vdb", "254:16", 2048);
    mountedAt("254:16", "xfs");
    keeper.want(Optional.of(VDB));
    assertThat(mounted.has("data")).isTrue();
    settle();
    assertThat(commands).containsExactly(GROW);
  }

  @Test
  void itGrowsWithItsDisk() throws IOException {
    plug("vdb", "254:16", 2048);
    want(VDB);
    commands.clear();
    Files.writeString(root.resolve("sys/class/block/vdb/size"), "4096\n");
    failures.put("systemd-growfs", 1);
    settle();
    assertThat(problem()).contains("systemd-growfs");
    assertThat(mounted.has("data")).isTrue();
    failures.clear();
    settle();
    assertThat(commands).containsExactly(GROW, GROW);
    assertThat(problem()).isEqualTo("none");
  }

  @Test
  void withoutASettingItGoesWhenNobodyUsesIt() throws IOException {
    plug("vdb", "254:16", 2048);
    want(VDB);
    pods.addAll(List.of("db", "web"));
    commands.clear();
    keeper.want(Optional.empty());
    settle();
    assertThat(commands).isEmpty();
    assertThat(problem())
        .isEqualTo(
            KEY
                + "no setting wants the disk any more, and the pods db, web use it; it is unmounted"
                + " when nobody uses it any more, or by a reboot");
    pods.clear();
    settle();
    assertThat(commands).containsExactly("/usr/bin/umount /mnt/data");
    assertThat(problem()).isEqualTo("none");
    assertThat(mounted.has("data")).isFalse();
  }

  @Test
  void anotherDeviceTakesThePlaceWhenNobodyUsesTheFirst() throws IOException {
    plug("vdb", "254:16", 2048);
    plug("vdc", "254:32", 2048);
    want(VDB);
    pods.add("web");
    commands.clear();
    want(disk("/dev/vdc", FileSystemKind.XFS));
    assertThat(commands).isEmpty();
    assertThat(mounted.has("data")).isTrue();
    assertThat(problem())
        .contains("its device is another now, and the pod web uses the one that is mounted");
    pods.clear();
    settle();
    assertThat(commands)
        .containsExactly(
            "/usr/bin/umount /mnt/data",
            "/usr/sbin/mkfs.xfs -q -L data /dev/vdc",
            "/usr/bin/mount -o nodev,nosuid,noatime /dev/vdc /mnt/data",
            GROW);
  }

  @Test
  void anotherKindOfFileSystemIsNotMade() throws IOException {
    plug("vdb", "254:16", 2048);
    want(VDB);
    want(disk("/dev/vdb", FileSystemKind.EXT4));
    assertThat(commands).containsExactly(MKFS, MOUNT, GROW);
    assertThat(problem())
        .contains(
            "the disk is formatted as xfs; set settings.storage.disks.data.filesystem to \"xfs\"");
  }

  @Test
  void whatSomebodyElseHasMountedStays() throws IOException {
    plug("vdb", "254:16", 2048);
    plug("vdc", "254:32", 2048);
    mountedAt("254:32", "ext4");
    want(VDB);
    assertThat(commands).isEmpty();
    assertThat(mounted.has("data")).isFalse();
    assertThat(problem()).contains("another file system is mounted at /mnt/data");
    keeper.want(Optional.empty());
    settle();
    assertThat(commands).isEmpty();
    assertThat(problem()).isEqualTo("none");
  }

  @Test
  void whatKeepsItBusyIsTold() throws IOException {
    plug("vdb", "254:16", 2048);
    want(VDB);
    failures.put("umount", 32);
    keeper.want(Optional.empty());
    settle();
    assertThat(problem()).contains("umount", "no such luck");
    assertThat(mounted.has("data")).isTrue();
  }
}
