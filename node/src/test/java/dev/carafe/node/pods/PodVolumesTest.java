package dev.carafe.node.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodVolumesTest {
  private static final Pod POD =
      SamplePods.pod(
          "web", false, RestartPolicy.ALWAYS, SamplePods.container("c", "i", PullPolicy.NEVER));

  @TempDir private Path folder;
  private final List<String> ran = new ArrayList<>();
  private Path root;
  private PodVolumes volumes;

  @BeforeEach
  void open() throws IOException {
    root = folder.toRealPath();
    volumes =
        new PodVolumes(
            root.resolve("data"),
            root.resolve("memory"),
            root,
            (command, _) -> {
              ran.add(String.join(" ", command));
              return "";
            });
  }

  @Test
  void anEmptyFolderKeepsWhatIsPutThereAsLongAsThePodIsTheSame() throws IOException {
    Volume empty = new Volume.EmptyFolder("cache");
    Pod pod = SamplePods.with(POD, empty);
    Path made = volumes.make(pod, empty);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwxrwxrwx");
    Files.writeString(made.resolve("file"), "text");
    volumes.removeFormer(pod);
    assertThat(volumes.make(pod, empty).resolve("file")).hasContent("text");
    Pod other = SamplePods.with(POD, empty, new Volume.EmptyFolder("more"));
    volumes.removeFormer(other);
    assertThat(made).doesNotExist();
    assertThat(volumes.make(other, empty)).isEmptyDirectory();
  }

  @Test
  void volumesOfPodsThatAreGoneGoToo() throws IOException {
    Volume empty = new Volume.EmptyFolder("cache");
    Path outside = Files.writeString(root.resolve("outside"), "kept");
    Path made = volumes.make(SamplePods.with(POD, empty), empty);
    Files.createSymbolicLink(made.resolve("link"), outside);
    volumes.removeOthers(Set.of("web"));
    assertThat(made).exists();
    volumes.removeOthers(Set.of("another"));
    assertThat(root.resolve("data/web")).doesNotExist();
    assertThat(outside).hasContent("kept");
  }

  @Test
  void memoryIsAFileSystemOfItsOwnSize() {
    Volume memory = new Volume.EmptyMemory("tmp", OptionalLong.of(1 << 20));
    Path made = volumes.make(SamplePods.with(POD, memory), memory);
    assertThat(ran)
        .containsExactly(
            root.resolve("usr/bin/mount")
                + " -t tmpfs -o nosuid,nodev,mode=0777,size=1048576 tmpfs "
                + made);
  }

  @Test
  void filesHaveTheirTextAndMode() throws IOException {
    Volume files = new Volume.Files("conf", 0440, Map.of("a", "1", "conf.d/b", "2"));
    Path made = volumes.make(SamplePods.with(POD, files), files);
    assertThat(made.resolve("a")).hasContent("1");
    assertThat(made.resolve("conf.d/b")).hasContent("2");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve("a"))))
        .isEqualTo("r--r-----");
    assertThat(volumes.make(SamplePods.with(POD, files), files)).isEqualTo(made);
  }

  @Test
  void aPathOfTheHostIsMadeOrMustBeThere() throws IOException {
    assertThat(make("/var/lib/volumes/a", HostPathType.DIRECTORY_OR_CREATE)).isDirectory();
    assertThat(make("/var/lib/volumes/f", HostPathType.FILE_OR_CREATE)).isEmptyFile();
    assertThat(make("/var/lib/volumes/f", HostPathType.FILE)).isEmptyFile();
    assertThatThrownBy(() -> make("/var/lib/volumes/none", HostPathType.DIRECTORY))
        .hasMessageContaining("there is no Directory at /var/lib/volumes/none");
    assertThatThrownBy(() -> make("/var/lib/volumes/a", HostPathType.SOCKET))
        .hasMessageContaining("there is no Socket");
  }

  @Test
  void aLinkLeadsNowhere() throws IOException {
    Files.createDirectories(root.resolve("var/lib/volumes"));
    Files.createDirectories(root.resolve("etc"));
    Files.createSymbolicLink(root.resolve("var/lib/volumes/a"), root.resolve("etc"));
    assertThatThrownBy(() -> make("/var/lib/volumes/a", HostPathType.ANYTHING))
        .hasMessageContaining("leads elsewhere by a link");
  }

  private Path make(String path, HostPathType type) {
    Volume volume = new Volume.HostPath("data", Path.of(path), type);
    return volumes.make(SamplePods.with(POD, volume), volume);
  }
}
