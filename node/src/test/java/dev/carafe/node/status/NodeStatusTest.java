package dev.carafe.node.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.host.FailedUnit;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.SystemManager;
import dev.carafe.node.status.NodeStatus.Verdict;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NodeStatusTest {
  private static final NodeStatus READY = NodeStatus.starting().readyAfter(Duration.ofSeconds(1));

  @Test
  void aNodeWithoutPodsIsHealthyWhenReady() {
    assertThat(NodeStatus.starting().verdict()).isEqualTo(Verdict.STARTING);
    assertThat(READY.verdict()).isEqualTo(Verdict.HEALTHY);
  }

  @Test
  void containersDecide() {
    assertThat(verdict(new ContainerStatus.Running(true))).isEqualTo(Verdict.HEALTHY);
    assertThat(verdict(new ContainerStatus.Waiting("its image"))).isEqualTo(Verdict.STARTING);
    assertThat(verdict(new ContainerStatus.Exited(0, "Completed", Optional.empty())))
        .isEqualTo(Verdict.HEALTHY);
    assertThat(verdict(new ContainerStatus.Exited(1, "Error", Optional.empty())))
        .isEqualTo(Verdict.DEGRADED);
    assertThat(verdict(new ContainerStatus.Exited(0, "Completed", Optional.of(Instant.EPOCH))))
        .isEqualTo(Verdict.DEGRADED);
  }

  @Test
  void anErrorOrAProblemDegrades() {
    PodStatus failing = new PodStatus("p", Optional.empty(), List.of(), Optional.of("why"));
    assertThat(READY.with(failing).verdict()).isEqualTo(Verdict.DEGRADED);
    Problem problem = new Problem(new Position("s", 1, 1), "found", "");
    assertThat(READY.withProblems("user data", List.of(problem)).verdict())
        .isEqualTo(Verdict.DEGRADED);
  }

  @Test
  void aFailedUnitDegradesUntilItIsWell() {
    AtomicReference<String> shown =
        new AtomicReference<>(
            """
            Result=exit-code
            ExecMainStatus=1
            Id=carafe-partitions.service
            Description=Second Slot = Data Partition

            Result=timeout
            Id=var.mount
            Description=Data Partition
            """);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Journal journal = new Journal(new PrintStream(said, true, StandardCharsets.UTF_8));
    StatusBoard board = new StatusBoard();
    board.update(_ -> READY);
    UnitWatch watch =
        new UnitWatch(
            new SystemManager(Path.of("/systemctl"), (_, _) -> shown.get()), board, journal);
    watch.look();
    watch.look();
    assertThat(board.status().verdict()).isEqualTo(Verdict.DEGRADED);
    assertThat(board.status().failedUnits())
        .containsExactly(
            new FailedUnit(
                "carafe-partitions.service", "Second Slot = Data Partition", "exit-code 1"),
            new FailedUnit("var.mount", "Data Partition", "timeout"));
    assertThat(said.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
    shown.set("");
    watch.look();
    assertThat(board.status().verdict()).isEqualTo(Verdict.HEALTHY);
  }

  @Test
  void whoWaitsSeesAChange() throws InterruptedException {
    StatusBoard board = new StatusBoard();
    NodeStatus before = board.status();
    Thread.ofPlatform()
        .start(() -> board.update(status -> status.readyAfter(Duration.ofSeconds(1))));
    assertThat(board.awaitChange(before, Duration.ofSeconds(10)).readyAfter()).isPresent();
  }

  private static Verdict verdict(ContainerStatus.State state) {
    ContainerStatus container = new ContainerStatus("c", "i", 0, state);
    return new NodeStatus(
            Optional.of(Duration.ZERO),
            Optional.empty(),
            Map.of(),
            List.of(),
            Map.of("p", new PodStatus("p", Optional.empty(), List.of(container), Optional.empty())),
            Optional.empty(),
            Optional.empty())
        .verdict();
  }
}
