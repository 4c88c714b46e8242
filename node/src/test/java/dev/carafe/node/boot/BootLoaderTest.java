package dev.carafe.node.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.NodeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootLoaderTest {
  private static final String OLD = "carafe-plain-0.1.0.efi";
  private static final String TRIED = "carafe-plain-0.2.0+2-1.efi";
  private static final String GOOD = "carafe-plain-0.2.0.efi";
  private static final String BAD = "carafe-plain-0.2.0+0-1.efi";

  @TempDir private Path root;
  private final List<String> commands = new ArrayList<>();
  private SystemDisk disk;
  private BootLoader loader;

  @BeforeEach
  void install() throws IOException {
    disk = SystemDisk.make(root).with(OLD).with(TRIED).startCounted(TRIED);
    loader =
        new BootLoader(
            root,
            (command, _) -> {
              commands.add(String.join(" ", command));
              return "";
            });
  }

  private Boot look() {
    return loader.look().orElseThrow();
  }

  @Test
  void aCountedBootIsOnTrial() {
    assertThat(loader.counts()).isTrue();
    assertThat(look().onTrial()).isTrue();
    assertThat(look().entry()).isEqualTo(BootEntry.of(TRIED));
    assertThat(look().others()).containsExactly(BootEntry.of(OLD).orElseThrow());
  }

  @Test
  void lookingChangesNothingOnTheSystemsOwnDisk() {
    var _ = look();
    Path folder = root.resolve("run/carafe/drive");
    assertThat(commands)
        .containsExactly(
            "%s/usr/bin/mount -t vfat -o ro,nodev,nosuid,noexec %s/dev/vda1 %s"
                .formatted(root, root, folder),
            root + "/usr/bin/umount " + folder);
  }

  @Test
  void aBlessedEntryHasNoCounterAndIsTheSameKernel() throws IOException {
    Boot blessed = loader.bless(look());
    assertThat(disk.entries()).containsExactly(OLD, GOOD);
    assertThat(disk.partition().resolve("EFI/Linux").resolve(GOOD))
        .hasContent("kernel of " + TRIED);
    assertThat(look()).isEqualTo(blessed);
    assertThat(blessed.onTrial()).isFalse();
    loader.bless(blessed);
    assertThat(disk.entries()).containsExactly(OLD, GOOD);
  }

  @Test
  void aCondemnedEntryHasNoTriesLeft() throws IOException {
    loader.condemn(look());
    assertThat(disk.entries()).containsExactly(OLD, BAD);
    assertThat(look().onTrial()).isFalse();
    loader.condemn(look());
    assertThat(disk.entries()).containsExactly(OLD, BAD);
  }

  @Test
  void anEntryThatHasNoTriesLeftCanStillProveItself() throws IOException {
    Files.delete(disk.partition().resolve("EFI/Linux").resolve(TRIED));
    disk.with("carafe-plain-0.2.0+0-4.efi").startCounted("carafe-plain-0.2.0+0-4.efi");
    loader.condemn(look());
    assertThat(disk.entries()).containsExactly(OLD, "carafe-plain-0.2.0+0-4.efi");
    loader.bless(look());
    assertThat(disk.entries()).containsExactly(OLD, GOOD);
  }

  @Test
  void aSecondNameIsNeitherMadeNorTakenAway() throws IOException {
    Boot before = look();
    disk.with(GOOD);
    assertThat(look().onTrial()).isFalse();
    loader.bless(before);
    assertThat(disk.entries()).containsExactly(OLD, TRIED, GOOD);
  }

  @Test
  void nobodyCountsWithoutTheVariable() throws IOException {
    disk.start(OLD);
    assertThat(loader.counts()).isFalse();
    assertThat(look().onTrial()).isFalse();
    assertThat(look().entry()).isEqualTo(BootEntry.of(OLD));
  }

  @Test
  void aVariableThatNamesAnotherFolderIsNotFollowed() throws IOException {
    disk.variable("LoaderBootCountPath", "\\loader\\entries\\a+2-1.conf");
    assertThat(loader.counts()).isFalse();
    disk.variable("LoaderBootCountPath", "");
    assertThat(loader.counts()).isFalse();
  }

  @Test
  void aSystemThatTheLoaderHasNotStartedHasNoEntry() {
    BootLoader other = new BootLoader(root.resolve("elsewhere"), (_, _) -> "");
    assertThat(other.counts()).isFalse();
    assertThat(other.look()).isEmpty();
  }

  @Test
  void whatCannotBeReadOrWrittenIsSaid() throws IOException {
    Boot before = look();
    Files.delete(disk.partition().resolve("EFI/Linux").resolve(TRIED));
    assertThatThrownBy(() -> loader.bless(before))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("could not rename EFI/Linux/" + TRIED + " to " + GOOD);
    disk.loseEntries();
    assertThatThrownBy(() -> loader.look())
        .isInstanceOf(NodeException.class)
        .hasMessageContaining("could not find the EFI system partition");
  }
}
