package dev.carafe.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.cri.FakeContainerd;
import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Journal;
import dev.carafe.node.pods.SamplePods;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images and pods on a partition that is as full as a test says.
class StorageKeeperTest implements StorageKeeper.Residents {
  private static final Thresholds LIMITS = new Thresholds(50, 40, 90);

  @TempDir private Path root;
  private final List<String> evicted = new ArrayList<>();
  private final ByteArrayOutputStream journal = new ByteArrayOutputStream();
  private FakeContainerd containerd;
  private StorageKeeper keeper;

  @BeforeEach
  void runAPod() throws IOException {
    containerd = FakeContainerd.start(root.resolve("s"));
    try (ContainerRuntime runtime = ContainerRuntime.connect(root.resolve("s"))) {
      for (String image :
          List.of("pause:1", "used:1", "wanted:1", "old:1", "older:1", "oldest:1")) {
        runtime.pullImage(image);
      }
      SamplePods.run(runtime, "web", "httpd", "used:1", 0);
    }
    keeper = keeper("s");
  }

  private StorageKeeper keeper(String socket) {
    StorageKeeper made =
        new StorageKeeper(
            new DataPartition(root.resolve("mounts"), root),
            root.resolve(socket),
            root.resolve("volumes"),
            root.resolve("logs"),
            this,
            new Journal(new PrintStream(journal, true, StandardCharsets.UTF_8)));
    made.use(LIMITS);
    return made;
  }

  @AfterEach
  void stop() throws IOException {
    containerd.close();
  }

  @Override
  public Set<String> images() {
    return Set.of("wanted:1", "absent:1");
  }

  @Override
  public void evict(String pod, String why) {
    evicted.add(pod + ": " + why);
  }

  @Test
  void whereThereIsRoomNothingGoes() {
    assertThat(look(49)).isFalse();
    assertThat(containerd.images()).hasSize(6);
  }

  @Test
  void theLargestImagesThatNobodyNeedsGoFirst() {
    assertThat(look(50)).isFalse();
    assertThat(containerd.images())
        .containsExactlyInAnyOrder("pause:1", "used:1", "wanted:1", "old:1");
    assertThat(told()).contains("removed the image oldest:1", "removed the image older:1");
  }

  @Test
  void aPodGoesWhenNoImageIsLeftThatCould() throws IOException {
    Files.createDirectories(root.resolve("volumes/web/0/cache"));
    Files.write(root.resolve("volumes/web/0/cache/data"), new byte[20]);
    Files.createDirectories(root.resolve("logs/web/httpd"));
    Files.write(root.resolve("logs/web/httpd/0.log"), new byte[5]);
    assertThat(look(95)).isFalse();
    assertThat(containerd.images()).containsExactlyInAnyOrder("pause:1", "used:1", "wanted:1");
    assertThat(look(89)).isFalse();
    assertThat(evicted).isEmpty();
    assertThat(look(95)).isTrue();
    assertThat(evicted)
        .containsExactly("web: the data partition is 95 % full, and 0 MiB of it were the pod's");
  }

  @Test
  void whereThePodsHaveLittleNoneGoes() {
    look(95);
    assertThat(look(95)).isFalse();
    assertThat(look(95)).isFalse();
    assertThat(evicted).isEmpty();
    assertThat(told()).containsOnlyOnce("not by what a pod loses when it ends");
  }

  @Test
  void aRuntimeThatIsNotThereIsToldOf() {
    keeper = keeper("nobody");
    assertThat(look(95)).isFalse();
    assertThat(told()).contains("could not make room");
  }

  /// A partition of 105 bytes, 5 of which are the host's.
  private boolean look(int used) {
    return keeper.look(new DataPartition.Space(105, 105 - used, 100 - used));
  }

  private String told() {
    return journal.toString(StandardCharsets.UTF_8);
  }
}
