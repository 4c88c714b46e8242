package dev.carafe.node.problems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Journal;
import dev.carafe.node.http.EventBroadcast;
import dev.carafe.node.status.StatusBoard;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryGuardTest {
  private static final String SMALL = "a".repeat(64);
  private static final String LARGE = "b".repeat(64);
  private static final String GUARANTEED = "c".repeat(64);
  private static final Journal SILENT =
      new Journal(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));

  @TempDir private Path root;
  private Path proc;
  private Path groups;
  private ProblemWatch watch;
  private MemoryGuard guard;
  private final List<ProblemEvent> told = new ArrayList<>();
  private long now = System.nanoTime();
  private long lost;

  @BeforeEach
  void aMachine() throws IOException {
    proc = Files.createDirectories(root.resolve("proc"));
    groups = Files.createDirectories(root.resolve("cgroup"));
    group(SMALL, 10, 20 << 20, 1000);
    group(LARGE, 11, 300 << 20, 900);
    group(GUARANTEED, 12, 600 << 20, -997);
    available(40);
    Problems problems =
        new Problems(
            new StatusBoard(), new EventBroadcast(), SILENT, told::add, InstantSource.system());
    watch =
        new ProblemWatch(
            problems,
            new HostView(
                proc,
                root.resolve("class"),
                new DataPartition(proc.resolve("mounts"), Path.of("/var"))),
            id -> id.equals(LARGE) ? Optional.of("greedy/c") : Optional.empty(),
            _ -> {},
            () -> {});
    guard = new MemoryGuard(proc, groups, watch, SILENT);
  }

  private void group(String id, int process, long bytes, int adjustment) throws IOException {
    Path folder = Files.createDirectories(groups.resolve("k8s.io").resolve(id));
    Files.writeString(folder.resolve("cgroup.procs"), process + "\n99\n");
    Files.writeString(
        folder.resolve("memory.stat"), "anon " + (bytes - 7) + "\nfile 9000000000\nshmem 7\n");
    Files.writeString(folder.resolve("cgroup.kill"), "");
    Path own = Files.createDirectories(proc.resolve(Integer.toString(process)));
    Files.writeString(own.resolve("oom_score_adj"), adjustment + "\n");
  }

  private void available(int mebibytes) throws IOException {
    Files.writeString(
        proc.resolve("meminfo"),
        "MemTotal: 1048576 kB\nMemAvailable: " + mebibytes * 1024 + " kB\n");
  }

  /// A second of which some milliseconds are lost.
  private void second(int millis) throws IOException {
    lost += millis * 1000L;
    now += Duration.ofSeconds(1).toNanos();
    String pressure = "avg10=0.00 avg60=0.00 avg300=0.00 total=" + lost;
    Files.writeString(
        Files.createDirectories(proc.resolve("pressure")).resolve("memory"),
        "some " + pressure + "\nfull " + pressure + "\n");
    guard.look(now);
  }

  private boolean isEnded(String id) throws IOException {
    return Files.readString(groups.resolve("k8s.io").resolve(id).resolve("cgroup.kill"))
        .equals("1");
  }

  @Test
  void whoHasMostAndIsNotGuaranteedItEnds() throws Exception {
    second(500);
    second(900);
    assertThat(isEnded(LARGE)).isFalse();
    second(700);
    assertThat(isEnded(LARGE)).isTrue();
    assertThat(isEnded(SMALL)).isFalse();
    assertThat(isEnded(GUARANTEED)).isFalse();
    Thread thread = Thread.ofPlatform().start(watch::run);
    while (told.isEmpty()) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    thread.join();
    assertThat(told.getFirst().kind()).isEqualTo(ProblemKind.OOM_KILLING);
    assertThat(told.getFirst().text())
        .startsWith("ended a container that had 300 MiB: for 3 seconds")
        .endsWith("; of container greedy/c");
  }

  @Test
  void whereAMomentWentWellItWaitsAnew() throws IOException {
    second(900);
    second(900);
    second(100);
    second(900);
    second(900);
    assertThat(isEnded(LARGE)).isFalse();
    second(900);
    assertThat(isEnded(LARGE)).isTrue();
  }

  @Test
  void whoWaitsAtALimitOfItsOwnEndsNobody() throws IOException {
    available(500);
    for (int i = 0; i < 5; i++) {
      second(1000);
    }
    assertThat(isEnded(LARGE)).isFalse();
    available(40);
    second(1000);
    assertThat(isEnded(LARGE)).isTrue();
  }

  @Test
  void aKernelThatTellsNoPressureIsLeftAlone() throws IOException {
    for (int i = 0; i < 5; i++) {
      now += Duration.ofSeconds(1).toNanos();
      guard.look(now);
    }
    assertThat(isEnded(LARGE)).isFalse();
  }

  @Test
  void whereNobodyMayBeEndedNothingHappens() throws IOException {
    Files.delete(proc.resolve("10/oom_score_adj"));
    Files.writeString(proc.resolve("11/oom_score_adj"), "-997\n");
    for (int i = 0; i < 5; i++) {
      second(1000);
    }
    assertThat(isEnded(LARGE)).isFalse();
    assertThat(isEnded(SMALL)).isFalse();
  }
}
