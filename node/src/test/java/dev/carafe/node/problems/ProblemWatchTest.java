package dev.carafe.node.problems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Ext4Inodes;
import dev.carafe.node.host.Journal;
import dev.carafe.node.http.EventBroadcast;
import dev.carafe.node.kernel.KernelMessage;
import dev.carafe.node.status.NodeStatus.Verdict;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.Problem;
import dev.carafe.settings.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ProblemWatchTest {
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final String ID = "ab".repeat(32);

  @TempDir private Path root;

  private final StatusBoard board = new StatusBoard();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final List<ProblemEvent> recorded = new ArrayList<>();
  private final List<Json.Struct> vitals = new ArrayList<>();
  private final Problems problems =
      new Problems(
          board,
          new EventBroadcast(),
          new Journal(new PrintStream(said, true, StandardCharsets.UTF_8)),
          recorded::add,
          () -> NOON);

  private Path proc;
  private ProblemWatch watch;

  @BeforeEach
  void makeHost() throws IOException {
    proc = root.resolve("proc");
    write("pressure/memory", pressure(0));
    write("pressure/io", pressure(0));
    write("meminfo", "MemTotal:  1000 kB\nMemAvailable:  500 kB\n");
    write("loadavg", "0.50 0.40 0.30 1/2 3\n");
    mount("rw");
    Files.createDirectories(root.resolve("class/vda5"));
    Files.writeString(root.resolve("class/vda5/dev"), "254:5\n");
    board.update(status -> status.readyAfter(Duration.ofSeconds(1)));
    watch =
        new ProblemWatch(
            problems,
            new HostView(
                proc,
                root.resolve("class"),
                new DataPartition(proc.resolve("mounts"), Path.of("/var"))),
            id -> id.equals(ID) ? Optional.of("web/httpd") : Optional.empty(),
            vitals::add,
            () -> {});
  }

  private static String pressure(int percent) {
    return "some avg10=1.50 avg60=%d.00 avg300=0.00 total=1\n".formatted(percent)
        + "full avg10=0.50 avg60=%d.00 avg300=0.00 total=1\n".formatted(percent);
  }

  private void write(String name, String text) throws IOException {
    Path file = proc.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private void mount(String option) throws IOException {
    mount(30, option);
  }

  private void mount(int id, String option) throws IOException {
    write("mounts", "");
    write(
        "self/mountinfo",
        id
            + " 1 254:5 / /srv rw,noatime shared:5 - ext4 /dev/vda5 "
            + option
            + ",errors=continue\n");
  }

  private void hear(Finding finding) throws InterruptedException {
    watch.hear(finding, NOON, true);
    Thread thread = Thread.ofPlatform().start(watch::run);
    while (problems.counts().getOrDefault(finding.kind(), 0L) == 0) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    thread.join();
  }

  private boolean holds(ConditionKind kind) {
    return problems.condition(kind).holds();
  }

  @Test
  void memoryThatIsScarceIsAConditionUntilThereIsEnough() throws IOException {
    watch.look();
    assertThat(holds(ConditionKind.MEMORY_PRESSURE)).isFalse();
    write("pressure/memory", pressure(25));
    watch.look();
    watch.look();
    assertThat(problems.condition(ConditionKind.MEMORY_PRESSURE))
        .isEqualTo(
            new Condition(
                ConditionKind.MEMORY_PRESSURE,
                true,
                problems.condition(ConditionKind.MEMORY_PRESSURE).since(),
                "MemoryPressure",
                "in the last minute nothing went on for 25 % of the time for lack of memory, and 0"
                    + " of 0 MiB could still be had"));
    assertThat(board.status().verdict()).isEqualTo(Verdict.DEGRADED);
    assertThat(board.status().problems()).extracting(Problem::found).hasSize(1);
    write("pressure/memory", pressure(10));
    watch.look();
    assertThat(holds(ConditionKind.MEMORY_PRESSURE)).isTrue();
    write("pressure/memory", pressure(4));
    watch.look();
    assertThat(holds(ConditionKind.MEMORY_PRESSURE)).isFalse();
    assertThat(board.status().verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(recorded).extracting(ProblemEvent::over).containsExactly(false, true);
    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("<4>problem MemoryPressure: in the last minute"),
            line ->
                assertThat(line)
                    .isEqualTo("<6>problem MemoryPressure is over: there is enough memory again"));
  }

  @Test
  void littleMemoryThatIsLeftIsPressureToo() throws IOException {
    write("meminfo", "MemTotal:  1000 kB\nMemAvailable:  40 kB\n");
    watch.look();
    assertThat(holds(ConditionKind.MEMORY_PRESSURE)).isTrue();
    write("meminfo", "MemTotal:  1000 kB\nMemAvailable:  70 kB\n");
    watch.look();
    assertThat(holds(ConditionKind.MEMORY_PRESSURE)).isTrue();
    write("meminfo", "MemTotal:  1000 kB\nMemAvailable:  90 kB\n");
    watch.look();
    assertThat(holds(ConditionKind.MEMORY_PRESSURE)).isFalse();
  }

  @Test
  void aFileSystemIsReadOnlyUntilItIsMountedAnew() throws IOException, InterruptedException {
    KernelProblems kernel = new KernelProblems();
    mount("ro");
    hear(
        kernel
            .find(
                new KernelMessage(
                    2, 0, 1, 1, false, "EXT4-fs (vda5): Remounting filesystem read-only"))
            .orElseThrow());
    watch.look();
    assertThat(holds(ConditionKind.READONLY_FILESYSTEM)).isTrue();
    mount("emergency_ro");
    watch.look();
    assertThat(holds(ConditionKind.READONLY_FILESYSTEM)).isTrue();
    mount("rw");
    watch.look();
    assertThat(holds(ConditionKind.READONLY_FILESYSTEM)).isFalse();
  }

  /// Linux from 6.12 on.
  @Test
  void aFileSystemThatTheKernelStopsIsSoUntilItIsMountedNoMore()
      throws IOException, InterruptedException {
    mount("rw");
    hear(
        new KernelProblems()
            .find(
                new KernelMessage(
                    2, 0, 1, 1, false, "EXT4-fs (vda5): Remounting filesystem read-only"))
            .orElseThrow());
    watch.look();
    watch.look();
    assertThat(holds(ConditionKind.READONLY_FILESYSTEM)).isTrue();
    mount(31, "rw");
    watch.look();
    assertThat(holds(ConditionKind.READONLY_FILESYSTEM)).isFalse();
  }

  @Test
  void aTaskIsHungWhileItHangs() throws IOException, InterruptedException {
    write("77/status", status("D (disk sleep)", 5));
    KernelProblems kernel = new KernelProblems();
    hear(
        kernel
            .find(
                new KernelMessage(
                    3, 0, 1, 1, false, "INFO: task a) b:77 blocked for more than 120 seconds."))
            .orElseThrow());
    watch.look();
    assertThat(holds(ConditionKind.KERNEL_DEADLOCK)).isTrue();
    write("77/status", status("S (sleeping)", 5));
    watch.look();
    assertThat(holds(ConditionKind.KERNEL_DEADLOCK)).isFalse();
  }

  @Test
  void aTaskThatHasGoneOnMayWaitAnew() throws IOException, InterruptedException {
    write("77/status", status("D (disk sleep)", 5));
    hear(
        Finding.lasting(
            ProblemKind.TASK_HUNG, ConditionKind.KERNEL_DEADLOCK, "blocked", Map.of("pid", "77")));
    write("77/status", status("D (disk sleep)", 6));
    watch.look();
    assertThat(holds(ConditionKind.KERNEL_DEADLOCK)).isFalse();
  }

  private static String status(String state, int waits) {
    return "Name:\ta) b\nState:\t%s\nPid:\t77\nvoluntary_ctxt_switches:\t%d\n"
        .formatted(state, waits);
  }

  @Test
  void aKillIsToldWithTheContainer() throws InterruptedException {
    hear(Finding.event(ProblemKind.OOM_KILLING, "killed sh", Map.of("cgroup", "/k8s.io/" + ID)));
    assertThat(recorded.getFirst().touches()).containsEntry("container", "web/httpd");
    assertThat(recorded.getFirst().text()).isEqualTo("killed sh; of container web/httpd");
  }

  @Test
  void theClockJumpsWhenItGoesAnotherWayThanTime() {
    ClockJumps clock = new ClockJumps();
    assertThat(clock.look(1_000_000, 50)).isEmpty();
    assertThat(clock.look(1_010_000, 10_000_000_050L)).isEmpty();
    assertThat(clock.look(1_024_000, 20_000_000_050L)).isEmpty();
    assertThat(clock.look(1_094_000, 30_000_000_050L)).contains(Duration.ofSeconds(60));
    assertThat(clock.look(1_000_000, 40_000_000_050L)).contains(Duration.ofSeconds(-104));
    assertThat(clock.look(1_010_000, 50_000_000_050L)).isEmpty();
  }

  @Test
  void aDiskIsFullBySpaceOrByFilesAndHasToGetMuchEmptier() {
    assertThat(room(100, 50).isTight(false)).isFalse();
    assertThat(room(10, 50).isTight(false)).isTrue();
    assertThat(room(14, 50).isTight(true)).isTrue();
    assertThat(room(14, 50).isTight(false)).isFalse();
    assertThat(room(15, 50).isTight(true)).isFalse();
    assertThat(room(50, 5).isTight(false)).isTrue();
    assertThat(room(50, 9).isTight(true)).isTrue();
    assertThat(room(1, 50).isFull(false)).isTrue();
    assertThat(room(2, 50).isFull(false)).isFalse();
    assertThat(room(2, 50).isFull(true)).isTrue();
    assertThat(room(50, 0).isFull(false)).isTrue();
    assertThat(room(3, 50).text("/var"))
        .isEqualTo("/var has 3 of 100 MiB left (3 %) and room for 50 of 100 files (50 %)");
  }

  private static Room room(long mebis, long files) {
    return new Room(
        new DataPartition.Space(100 << 20, mebis << 20, mebis << 20),
        Optional.of(new Ext4Inodes.Count(100, files)));
  }

  @Test
  void whatComesAgainAndAgainIsCountedAndToldOnce() {
    Finding error = Finding.event(ProblemKind.IO_ERROR, "I/O error", Map.of("device", "vda"));
    for (int second = 0; second < 200; second += 40) {
      problems.found(error, NOON.plusSeconds(second), true);
    }
    problems.found(error, NOON.plusSeconds(300), true);
    assertThat(problems.json().objects("events"))
        .extracting(event -> event.members().get("count"))
        .containsExactly(Json.of(5), Json.of(1));
    assertThat(problems.counts()).containsEntry(ProblemKind.IO_ERROR, 6L);
    assertThat(recorded).hasSize(2);
  }

  @Test
  void aFloodPushesOutTheOldestAndIsNotToldToTheEnd() {
    for (int pid = 0; pid < 1000; pid++) {
      problems.found(
          Finding.event(ProblemKind.OOM_KILLING, "killed", Map.of("pid", "" + pid)), NOON, true);
    }
    assertThat(problems.json().objects("events")).hasSize(Problems.KEPT);
    assertThat(problems.counts()).containsEntry(ProblemKind.OOM_KILLING, 1000L);
    assertThat(recorded.size()).isBetween(60, 100);
  }

  @Test
  void anAgentThatStartsAnewKnowsTheProblemsAndTellsOnlyNewOnes() throws InterruptedException {
    List<Long> kernel = new ArrayList<>();
    KernelLogWatch log =
        new KernelLogWatch(
            watch, OptionalLong.of(5), message -> kernel.add(message.sequence()), () -> {});
    log.heard(new KernelMessage(2, 0, 5, 1, false, "BUG: old"));
    log.heard(new KernelMessage(2, 0, 6, 1, false, "EXT4-fs error (device vda5): new"));
    Thread thread = Thread.ofPlatform().start(watch::run);
    while (problems.counts().getOrDefault(ProblemKind.FILESYSTEM_ERROR, 0L) == 0) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    thread.join();
    assertThat(kernel).containsExactly(6L);
    assertThat(holds(ConditionKind.KERNEL_OOPS)).isTrue();
    assertThat(recorded)
        .extracting(ProblemEvent::kind)
        .containsExactly(ProblemKind.FILESYSTEM_ERROR);
  }

  @Test
  void pressureOfAnotherFormIsNone() {
    assertThat(Pressure.parse("")).isEmpty();
    assertThat(Pressure.parse("some avg10=x avg60=1.00 avg300=1 total=1\n")).isEmpty();
    assertThat(Pressure.parse("some avg10=1.00 avg60=2.00 avg300=1 total=1\n"))
        .contains(new Pressure(new Pressure.Lost(1, 2, 1), new Pressure.Lost(0, 0, 0)));
  }

  @Test
  void aPaceFillsUpAgain() {
    Pace pace = new Pace(2, Duration.ofSeconds(1));
    assertThat(pace.allows(0)).isTrue();
    assertThat(pace.allows(0)).isTrue();
    assertThat(pace.allows(999_999_999)).isFalse();
    assertThat(pace.allows(1_000_000_000)).isTrue();
    assertThat(pace.allows(1_000_000_001)).isFalse();
    assertThat(pace.allows(9_000_000_000L)).isTrue();
    assertThat(pace.allows(9_000_000_000L)).isTrue();
    assertThat(pace.allows(9_000_000_000L)).isFalse();
  }

  @Test
  void theVitalsAreTold() {
    watch.look();
    assertThat(vitals.getFirst().members())
        .containsEntry("memory_available_bytes", Json.of(500 * 1024))
        .containsKeys("memory_pressure", "io_pressure", "load");
  }
}
