package dev.carafe.node.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.cri.FakeContainerd;
import dev.carafe.node.cri.LostRecords;
import dev.carafe.node.disks.MountedDisks;
import dev.carafe.node.host.Journal;
import dev.carafe.node.status.ContainerStatus;
import dev.carafe.node.status.NodeStatus;
import dev.carafe.node.status.PodStatus;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.model.SettingsTree;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pods whose settings change while they are kept, with a container runtime that only remembers.
class PodsIT {
  private static final String LOGIN =
      """
      {"container-registry": {
        "mirrors": [{"registry": "guarded.example.com", "endpoint": ["http://mirror:5000"]}],
        "credentials": [
          {"registry": "mirror:5000", "username": "other", "password": "wrong"},
          {"registry": "guarded.example.com", "username": "user", "password": "secret"}]}}
      """;

  @TempDir private Path root;
  private final StatusBoard board = new StatusBoard();
  private final MountedDisks disks = new MountedDisks();
  private final Journal journal = new Journal(new PrintStream(new ByteArrayOutputStream()));

  @Test
  void aLoginThatComesLaterIsTakenAtOnce() throws Exception {
    Path socket = Files.createDirectories(root.resolve("run")).resolve("containerd.sock");
    try (FakeContainerd containerd = FakeContainerd.start(socket)) {
      Pods pods = pods(socket);
      pods.want(List.of(pod("guarded.example.com/web:1")));
      pods.start();
      await(pod -> pod.lastError().filter(why -> why.contains("no login")).isPresent());
      pods.use(Registries.read(SettingsTree.of((Json.Struct) JsonReader.read(LOGIN))));
      await(pod -> pod.containers().getFirst().state() instanceof ContainerStatus.Running);
      assertThat(containerd.logins())
          .contains("", "https://mirror:5000 other wrong")
          .endsWith("https://guarded.example.com user secret");
      pods.stop();
    }
  }

  @Test
  void whatAPowerCutHasLeftIsRemovedOnceInABoot() throws Exception {
    Path socket = Files.createDirectories(root.resolve("run")).resolve("containerd.sock");
    try (FakeContainerd containerd = FakeContainerd.start(socket)) {
      containerd.lose("lost");
      containerd.know("sha256:00");
      containerd.know("sha256:ff");
      Files.createDirectories(root.resolve("blobs/sha256/ff"));
      Pods pods = pods(socket);
      pods.want(List.of(pod("carafe.internal/web:1")));
      pods.start();
      await(pod -> pod.containers().getFirst().state() instanceof ContainerStatus.Running);
      assertThat(containerd.lost()).isEmpty();
      assertThat(containerd.known()).containsExactly("sha256:ff");
      pods.stop();
      containerd.lose("on its way");
      try (ContainerRuntime runtime = ContainerRuntime.connect(socket)) {
        lostRecords(socket, "looked").remove(runtime);
        assertThat(containerd.lost()).containsExactly("on its way");
        lostRecords(socket, "next boot").remove(runtime);
        assertThat(containerd.lost()).isEmpty();
        lostRecords(socket, "another boot").remove(runtime);
      }
      assertThat(containerd.sandboxesMade()).isEqualTo(1);
    }
  }

  @Test
  void aPodWaitsForItsDiskAndEndsWhenThatGoes() throws Exception {
    Path socket = Files.createDirectories(root.resolve("run")).resolve("containerd.sock");
    try (FakeContainerd _ = FakeContainerd.start(socket)) {
      Pods pods = pods(socket);
      pods.want(List.of(SamplePods.on("data", pod("carafe.internal/web:1"))));
      assertThat(pods.of(Path.of("/mnt/data"))).containsExactly("web");
      assertThat(pods.of(Path.of("/mnt/database"))).isEmpty();
      pods.start();
      await(pod -> waitsFor(pod, "the disk data"));
      disks.set("data", true);
      pods.diskChanged();
      await(pod -> pod.containers().getFirst().state() instanceof ContainerStatus.Running);
      disks.set("data", false);
      pods.diskChanged();
      await(pod -> waitsFor(pod, "the disk data"));
      pods.want(List.of());
      for (int i = 0; i < 500 && !pods.of(Path.of("/mnt/data")).isEmpty(); i++) {
        Thread.sleep(10);
      }
      assertThat(pods.of(Path.of("/mnt/data"))).isEmpty();
      pods.stop();
    }
  }

  private LostRecords lostRecords(Path socket, String looked) {
    return new LostRecords(socket, root.resolve("blobs"), root.resolve(looked), journal);
  }

  private Pods pods(Path socket) {
    return new Pods(
        socket,
        lostRecords(socket, "looked"),
        root.resolve("logs"),
        new PodVolumes(root.resolve("data"), root.resolve("memory"), root, (_, _) -> ""),
        new PublishedPorts(root.resolve("nft"), (_, _) -> ""),
        disks,
        board,
        journal);
  }

  private static boolean waitsFor(PodStatus pod, String what) {
    return pod.containers().getFirst().state().equals(new ContainerStatus.Waiting(what));
  }

  private static Pod pod(String image) {
    return SamplePods.pod(
        "web",
        false,
        RestartPolicy.ALWAYS,
        SamplePods.container("web", image, PullPolicy.IF_NOT_PRESENT));
  }

  private void await(Predicate<PodStatus> condition) throws InterruptedException {
    NodeStatus status = board.status();
    for (int changes = 0; changes < 100 && !isMet(status, condition); changes++) {
      status = board.awaitChange(status, Duration.ofSeconds(5));
    }
    assertThat(status).matches(found -> isMet(found, condition));
  }

  private static boolean isMet(NodeStatus status, Predicate<PodStatus> condition) {
    return status.pods().values().stream().anyMatch(condition);
  }
}
