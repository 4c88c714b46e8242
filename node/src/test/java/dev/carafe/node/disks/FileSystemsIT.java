package dev.carafe.node.disks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.carafe.node.host.HostProcesses;
import dev.carafe.node.host.ProgramFailedException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real programs of this machine, on files in the place of disks.
class FileSystemsIT {
  private static final HostProcesses PROCESSES = new HostProcesses();
  private static final String DEBUGFS = "/usr/sbin/debugfs";

  @TempDir private Path folder;
  private final FileSystems fileSystems = new FileSystems(Path.of("/"), PROCESSES);
  private String disk = "";

  @BeforeEach
  void makeDisk() throws IOException {
    for (String program : List.of("wipefs", "mkfs.ext4", "e2fsck", "debugfs")) {
      assumeThat(Path.of("/usr/sbin", program)).as("nothing is tried without it").exists();
    }
    disk = ".." + blank("disk", 16);
  }

  private Path blank(String name, long mebibytes) throws IOException {
    Path file = folder.toRealPath().resolve(name);
    try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
      made.setLength(mebibytes << 20);
    }
    return file;
  }

  private void damage(String request) {
    PROCESSES.run(List.of(DEBUGFS, "-w", "-R", request, "/dev/" + disk), "");
  }

  @Test
  void whatIsMadeIsKnownByItsLabel() {
    assertThat(fileSystems.contents(disk)).isEqualTo(new Contents.Blank());
    fileSystems.make(FileSystemKind.EXT4, "twelve-chars", disk);
    assertThat(fileSystems.contents(disk)).isEqualTo(new Contents.Signed("ext4", "twelve-chars"));
    fileSystems.check(FileSystemKind.EXT4, disk);
  }

  @Test
  void xfsTakesTheLongestNameToo() throws IOException {
    assumeThat(Path.of("/usr/sbin/mkfs.xfs")).as("nothing is tried without it").exists();
    disk = ".." + blank("large", 300);
    fileSystems.make(FileSystemKind.XFS, "twelve-chars", disk);
    assertThat(fileSystems.contents(disk)).isEqualTo(new Contents.Signed("xfs", "twelve-chars"));
  }

  @Test
  void whatASuddenEndHasLeftIsMended() {
    fileSystems.make(FileSystemKind.EXT4, "data", disk);
    damage("set_super_value free_inodes_count 7");
    damage("set_super_value state 0");
    fileSystems.check(FileSystemKind.EXT4, disk);
    String sound = PROCESSES.run(List.of("/usr/sbin/e2fsck", "-f", "-n", "/dev/" + disk), "");
    assertThat(sound).doesNotContain("wrong");
  }

  @Test
  void whatSomebodyMustLookAtIsRefused() {
    fileSystems.make(FileSystemKind.EXT4, "data", disk);
    damage("clri <2>");
    damage("set_super_value state 0");
    assertThatThrownBy(() -> fileSystems.check(FileSystemKind.EXT4, disk))
        .hasMessageContaining("RUN fsck MANUALLY")
        .extracting(failure -> ((ProgramFailedException) failure).status())
        .isEqualTo(OptionalInt.of(4));
  }

  @Test
  void aDiskThatIsNotThereIsNotBlank() {
    assertThatThrownBy(() -> fileSystems.contents("no-such-disk"))
        .isInstanceOf(ProgramFailedException.class);
  }
}
