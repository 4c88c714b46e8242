package dev.carafe.node.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.host.ProgramFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootPartitionTest {
  @TempDir private Path root;
  private final List<String> programs = new ArrayList<>();
  private int status;
  private String found = "";

  @BeforeEach
  void makeDisk() throws IOException {
    SystemDisk.make(root);
  }

  private BootPartition partition() {
    return new BootPartition(
        root,
        (command, _) -> {
          String program = String.valueOf(Path.of(command.getFirst()).getFileName());
          boolean check = program.equals("fsck.fat");
          programs.add(check ? program + " " + command.get(1) : program);
          if (check && status != 0) {
            throw new ProgramFailedException(command, status, found);
          }
          return "";
        });
  }

  @Test
  void whatAPowerCutHasLeftIsMendedBeforeAChange() throws IOException {
    status = 1;
    found = "/EFI/Linux/a.efi.tmp\n  Contains a free cluster (19759). Assuming EOF.";
    Path mounted = Files.createDirectories(root.resolve("run/carafe/volume"));
    for (String name : List.of("FSCK0000.REC", "FSCK0019.REC", "FSCK.TXT", "A.REC")) {
      Files.writeString(mounted.resolve(name), name);
    }
    partition().change("write", at -> Files.writeString(at.resolve("new"), "new"));
    assertThat(programs).containsExactly("fsck.fat -n", "fsck.fat -a", "mount", "umount");
    assertThat(mounted.toFile().list())
        .containsExactlyInAnyOrder("EFI", "new", "FSCK.TXT", "A.REC");
  }

  @Test
  void whatCannotBeMendedIsNotChanged() {
    status = 2;
    assertThatThrownBy(() -> partition().change("write", _ -> programs.add("changed")))
        .isInstanceOf(ProgramFailedException.class)
        .hasMessageContaining("exit status 2");
    assertThat(programs).containsExactly("fsck.fat -n");
  }

  @Test
  void whereNothingIsWrongNothingIsMended() {
    partition().change("write", _ -> programs.add("changed"));
    assertThat(programs).containsExactly("fsck.fat -n", "mount", "changed", "umount");
  }

  @Test
  void twoNamesOfOneFileAreLeftToWhoRenames() {
    status = 1;
    found = "/EFI/Linux/a+3-0.efi and\n  /EFI/Linux/a+2-1.efi\n  share clusters.";
    partition().change("write", _ -> programs.add("changed"));
    assertThat(programs).containsExactly("fsck.fat -n", "mount", "changed", "umount");
  }

  @Test
  void whoOnlyLooksMendsNothing() {
    var _ = partition().read("read", at -> at);
    assertThat(programs).containsExactly("mount", "umount");
  }
}
