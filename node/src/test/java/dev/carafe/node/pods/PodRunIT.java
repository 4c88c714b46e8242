package dev.carafe.node.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.cri.FakeContainerd;
import dev.carafe.node.cri.LostRecords;
import dev.carafe.node.disks.MountedDisks;
import dev.carafe.node.host.Journal;
import dev.carafe.node.status.ContainerStatus;
import dev.carafe.node.status.NodeStatus;
import dev.carafe.node.status.StatusBoard;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pods that are run to their end, with a container runtime that only remembers.
class PodRunIT {
  @TempDir private Path root;
  private final StatusBoard board = new StatusBoard();

  private Pods pods() throws Exception {
    Path socket = Files.createDirectories(root.resolve("run")).resolve("containerd.sock");
    return new Pods(
        socket,
        new LostRecords(
            socket,
            root.resolve("blobs"),
            root.resolve("looked"),
            new Journal(new PrintStream(new ByteArrayOutputStream()))),
        root.resolve("logs"),
        new PodVolumes(root.resolve("data"), root.resolve("memory"), root, (_, _) -> ""),
        new PublishedPorts(root.resolve("nft"), (_, _) -> ""),
        new MountedDisks(),
        board,
        new Journal(new PrintStream(new ByteArrayOutputStream())));
  }

  private static Pod pod(String name, String image) {
    return SamplePods.pod(
        name,
        true,
        RestartPolicy.NEVER,
        SamplePods.container(name, image, PullPolicy.IF_NOT_PRESENT));
  }

  private static CompletableFuture<Map<String, PodEnd>> run(
      Pods pods, Duration patience, Pod... wanted) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return pods.runToEnd(List.of(wanted), patience);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private void awaitRunning() throws InterruptedException {
    NodeStatus status = board.status();
    for (int changes = 0; changes < 100 && !isRunning(status); changes++) {
      status = board.awaitChange(status, Duration.ofSeconds(5));
    }
    assertThat(isRunning(status)).isTrue();
  }

  private static boolean isRunning(NodeStatus status) {
    return !status.pods().isEmpty()
        && status.pods().values().stream()
            .allMatch(
                pod -> pod.containers().getFirst().state() instanceof ContainerStatus.Running);
  }

  @Test
  void theirEndIsWaitedForAndTheyAreRemoved() throws Exception {
    Pods pods = pods();
    try (FakeContainerd containerd = FakeContainerd.start(root.resolve("run/containerd.sock"))) {
      var ends =
          run(pods, Duration.ofMinutes(1), pod("bootstrap.a", "a:1"), pod("bootstrap.b", "b:1"));
      awaitRunning();
      assertThat(ends).isNotDone();
      containerd.endContainers(3);
      assertThat(ends.get(1, TimeUnit.MINUTES))
          .containsEntry("bootstrap.a", new PodEnd.Exited(3, "Error"))
          .containsEntry("bootstrap.b", new PodEnd.Exited(3, "Error"));
      assertThat(containerd.sandboxesMade()).isZero();
      assertThat(board.status().verdict()).isEqualTo(NodeStatus.Verdict.DEGRADED);
    }
  }

  @Test
  void oneThatRunsAlreadyIsWaitedFor() throws Exception {
    Pods first = pods();
    try (FakeContainerd containerd = FakeContainerd.start(root.resolve("run/containerd.sock"))) {
      var abandoned = run(first, Duration.ofMinutes(1), pod("bootstrap.a", "a:1"));
      awaitRunning();
      first.stop();
      assertThat(abandoned.get(1, TimeUnit.MINUTES)).isEmpty();
      var ends = run(pods(), Duration.ofMinutes(1), pod("bootstrap.a", "a:1"));
      containerd.endContainers(0);
      assertThat(ends.get(1, TimeUnit.MINUTES))
          .containsEntry("bootstrap.a", new PodEnd.Exited(0, "Completed"));
    }
  }

  @Test
  void oneThatCannotBeRunIsGivenUp() throws Exception {
    Pods pods = pods();
    try (FakeContainerd _ = FakeContainerd.start(root.resolve("run/containerd.sock"))) {
      PodEnd end =
          run(pods, Duration.ofMillis(300), pod("bootstrap.a", "absent:1"))
              .get(1, TimeUnit.MINUTES)
              .get("bootstrap.a");
      assertThat(end)
          .isInstanceOfSatisfying(
              PodEnd.NotRun.class, not -> assertThat(not.why()).contains("absent:1: not found"));
    }
  }
}
