package dev.carafe.node.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.carafe.node.boot.BootLoader;
import dev.carafe.node.boot.OnceABoot;
import dev.carafe.node.boot.SystemDisk;
import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Journal;
import dev.carafe.node.http.EventBroadcast;
import dev.carafe.node.problems.ProblemEvent;
import dev.carafe.node.problems.Problems;
import dev.carafe.node.status.BootStatus;
import dev.carafe.node.status.FailedGate;
import dev.carafe.node.status.FailedTrial;
import dev.carafe.node.status.GateStatus;
import dev.carafe.node.status.NodeStatus;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.Key;
import dev.carafe.settings.Problem;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Boots, second by second by a clock of the test's own, over the real entries and the real file.
class GateKeeperTest {
  private static final String OLD = "carafe-plain-0.1.0.efi";
  private static final String TRIED = "carafe-plain-0.2.0+2-1.efi";
  private static final String GOOD = "carafe-plain-0.2.0.efi";
  private static final String BAD = "carafe-plain-0.2.0+0-1.efi";
  private static final Check WEB = new Check.PodReady("web");
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final SettingsTree WITH_WEB =
      SettingsTree.empty().with(Key.of("health", "gates", "web", "pod"), Json.of("web"));

  @TempDir private Path root;
  private final Map<Check, String> faults = new HashMap<>();
  private final List<ProblemEvent> recorded = new ArrayList<>();
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private StatusBoard board = new StatusBoard();
  private Duration uptime = Duration.ofSeconds(30);
  private int looks;
  private SystemDisk disk;
  private GateKeeper keeper;

  private final Checks checks =
      new Checks() {
        @Override
        public Optional<String> fault(Check check, Duration limit) {
          looks++;
          return Optional.ofNullable(faults.get(check));
        }

        @Override
        public List<String> log(Check check) {
          return List.of("last words");
        }
      };

  @BeforeEach
  void install() throws IOException {
    disk = SystemDisk.make(root).with(OLD).with(TRIED).startCounted(TRIED);
    keeper = started(WITH_WEB);
  }

  /// An agent starts.
  private GateKeeper started(SettingsTree settings) {
    board = new StatusBoard();
    board.update(status -> status.readyAfter(uptime));
    Journal journal = new Journal(new PrintStream(said, true, StandardCharsets.UTF_8));
    EventBroadcast events = new EventBroadcast();
    BootReports reports =
        new BootReports(
            file(),
            new OnceABoot(root.resolve("run/carafe/failed-trial-told")),
            board,
            new Problems(board, events, journal, recorded::add, () -> NOON),
            events,
            journal,
            () -> NOON);
    GateKeeper made =
        new GateKeeper(
            checks, new BootLoader(root, (_, _) -> ""), reports, () -> uptime, new Noted());
    made.apply(settings);
    return made;
  }

  private FailedTrialFile file() {
    return new FailedTrialFile(
        root.resolve("var/lib/carafe/failed-trial"),
        new DataPartition(root.resolve("proc/self/mounts"), root.resolve("var")));
  }

  private final class Noted implements GateKeeper.Outcome {
    @Override
    public void good() {
      done.add("good");
    }

    @Override
    public void startAnew() {
      done.add("start anew");
    }
  }

  /// Time goes on to then, a look each second.
  private void pass(long toSecond) {
    while (uptime.toSeconds() < toSecond) {
      keeper.step();
      uptime = uptime.plusSeconds(1);
    }
    keeper.step();
  }

  private BootStatus boot() {
    return board.status().boot().orElseThrow();
  }

  private GateStatus gate(String name) {
    return boot().gates().stream()
        .filter(gate -> gate.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<String> problems() {
    return board.status().problems().stream().map(Problem::toString).toList();
  }

  private String journal() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aBootIsGoodOnceAllGatesHavePassedAndSettled() throws IOException {
    pass(59);
    assertThat(boot().state()).isEqualTo(BootStatus.State.CHECKING);
    assertThat(boot().onTrial()).isTrue();
    assertThat(boot().gates())
        .extracting(GateStatus::name)
        .containsExactly("agent", "runtime", "units", "web");
    assertThat(gate("web").state()).isEqualTo(GateStatus.State.SETTLING);
    assertThat(disk.entries()).containsExactly(OLD, TRIED);
    pass(61);
    assertThat(boot().state()).isEqualTo(BootStatus.State.GOOD);
    assertThat(boot().onTrial()).isFalse();
    assertThat(gate("web").since()).contains(Duration.ofSeconds(30));
    assertThat(disk.entries()).containsExactly(OLD, GOOD);
    assertThat(boot().entries())
        .containsExactly(
            new BootStatus.Entry(GOOD, Optional.empty(), true),
            new BootStatus.Entry(OLD, Optional.empty(), false));
    assertThat(done).containsExactly("good");
    assertThat(journal()).contains("carafe-plain-0.2.0 has proved itself");
  }

  @Test
  void aGoodBootIsNotLookedAtAgain() {
    pass(70);
    int before = looks;
    pass(1000);
    assertThat(looks).isEqualTo(before);
    assertThat(done).containsExactly("good");
  }

  @Test
  void aGateThatBreaksBeforeTheOthersHavePassedIsWaitedForAgain() throws IOException {
    faults.put(WEB, "not yet");
    pass(100);
    assertThat(gate("web").state()).isEqualTo(GateStatus.State.WAITING);
    assertThat(gate("web").reason()).contains("not yet");
    assertThat(gate("units").state()).isEqualTo(GateStatus.State.PASSED);
    faults.put(new Check.UnitsWell(), "a.service has failed");
    faults.remove(WEB);
    pass(200);
    assertThat(gate("web").state()).isEqualTo(GateStatus.State.PASSED);
    assertThat(gate("units").state()).isEqualTo(GateStatus.State.WAITING);
    assertThat(disk.entries()).contains(TRIED);
    faults.clear();
    pass(240);
    assertThat(disk.entries()).containsExactly(OLD, GOOD);
  }

  @Test
  void oneGateThatDoesNotPassInTimeEndsATrial() throws IOException {
    faults.put(WEB, "container httpd is not ready");
    pass(595);
    assertThat(boot().state()).isEqualTo(BootStatus.State.CHECKING);
    assertThat(board.status().verdict()).isEqualTo(NodeStatus.Verdict.HEALTHY);
    pass(600);
    assertThat(boot().state()).isEqualTo(BootStatus.State.FAILED);
    assertThat(board.status().verdict()).isEqualTo(NodeStatus.Verdict.DEGRADED);
    assertThat(problems()).containsExactly("gates.web:1:1: container httpd is not ready");
    assertThat(gate("web").log()).containsExactly("last words");
    assertThat(disk.entries()).containsExactly(OLD, BAD);
    assertThat(file().read())
        .contains(
            new FailedTrial(
                "carafe-plain-0.2.0",
                NOON,
                List.of(
                    new FailedGate("web", "container httpd is not ready", List.of("last words")))));
    assertThat(recorded)
        .extracting(event -> event.kind().word(), ProblemEvent::text)
        .containsExactly(
            tuple(
                "TrialFailed",
                "carafe-plain-0.2.0 is given up, another entry is started: gate web: container"
                    + " httpd is not ready"));
    assertThat(journal()).contains("gate web has not passed in time");
  }

  @Test
  void theMachineStartsAnewOnceATrialIsGivenUp() throws InterruptedException {
    faults.put(WEB, "why");
    uptime = Duration.ofMinutes(10);
    Thread running = Thread.ofPlatform().start(keeper::run);
    while (done.isEmpty()) {
      Thread.sleep(5);
    }
    running.interrupt();
    running.join();
    assertThat(done).containsExactly("start anew");
  }

  @Test
  void whatEndsWithTheMachineIsNoFailure() throws IOException {
    faults.put(new Check.UnitsWell(), "not yet");
    pass(590);
    keeper.stop();
    faults.put(WEB, "it is ended");
    pass(700);
    keeper.run();
    assertThat(boot().state()).isEqualTo(BootStatus.State.CHECKING);
    assertThat(disk.entries()).containsExactly(OLD, TRIED);
    assertThat(done).isEmpty();
  }

  @Test
  void theSystemThatRunsAfterwardsTellsWhyOnce() throws IOException {
    faults.put(WEB, "why");
    pass(600);
    recorded.clear();
    faults.clear();
    uptime = Duration.ofSeconds(30);
    disk.start(OLD);
    keeper = started(WITH_WEB);
    pass(31);
    FailedTrial trial = boot().failedTrial().orElseThrow();
    assertThat(trial.entry()).isEqualTo("carafe-plain-0.2.0");
    assertThat(trial.reason()).isEqualTo("gate web: why");
    assertThat(recorded)
        .singleElement()
        .matches(event -> event.kind().word().equals("RolledBack"))
        .matches(event -> event.text().equals("carafe-plain-0.2.0 was given up: gate web: why"));
    assertThat(board.status().verdict()).isEqualTo(NodeStatus.Verdict.HEALTHY);
    keeper = started(WITH_WEB);
    pass(32);
    assertThat(recorded).hasSize(1);
    assertThat(boot().failedTrial()).isPresent();
    pass(100);
    assertThat(boot().state()).isEqualTo(BootStatus.State.GOOD);
    assertThat(file().read()).isPresent();
  }

  @Test
  void whatFailedIsForgottenOnceAnotherBootHasProvedItself() throws IOException {
    file().write(new FailedTrial("carafe-plain-0.1.5", NOON, List.of()));
    pass(31);
    assertThat(boot().failedTrial()).isPresent();
    pass(70);
    assertThat(boot().failedTrial()).isEmpty();
    assertThat(file().read()).isEmpty();
  }

  @Test
  void anotherTryOfWhatFailedIsNoRollBack() throws IOException {
    file().write(new FailedTrial("carafe-plain-0.2.0", NOON, List.of()));
    pass(31);
    assertThat(boot().failedTrial()).isEmpty();
    assertThat(recorded).isEmpty();
  }

  @Test
  void aBootThatNeedNotProveItselfIsDegradedAndStays() throws IOException {
    disk.start(OLD);
    faults.put(WEB, "why");
    keeper = started(WITH_WEB);
    pass(2000);
    assertThat(boot().state()).isEqualTo(BootStatus.State.FAILED);
    assertThat(board.status().verdict()).isEqualTo(NodeStatus.Verdict.DEGRADED);
    assertThat(disk.entries()).containsExactly(OLD, TRIED);
    assertThat(file().read()).isEmpty();
    assertThat(done).isEmpty();
    faults.clear();
    pass(2100);
    assertThat(board.status().verdict()).isEqualTo(NodeStatus.Verdict.HEALTHY);
    assertThat(problems()).isEmpty();
    assertThat(done).containsExactly("good");
  }

  @Test
  void whereThereIsNothingBetterABadBootStaysAndMayStillProveItself() throws IOException {
    Files.delete(disk.partition().resolve("EFI/Linux").resolve(OLD));
    disk.with("carafe-plain-0.1.0+0-3.efi");
    faults.put(WEB, "why");
    pass(700);
    assertThat(boot().state()).isEqualTo(BootStatus.State.FAILED);
    assertThat(disk.entries()).containsExactly("carafe-plain-0.1.0+0-3.efi", TRIED);
    assertThat(file().read()).isEmpty();
    faults.clear();
    pass(800);
    assertThat(disk.entries()).containsExactly("carafe-plain-0.1.0+0-3.efi", GOOD);
    assertThat(boot().state()).isEqualTo(BootStatus.State.GOOD);
  }

  @Test
  void whatIsLostIsLookedAtLessOften() throws IOException {
    Files.delete(disk.partition().resolve("EFI/Linux").resolve(OLD));
    faults.put(WEB, "why");
    faults.put(new Check.UnitsWell(), "why");
    faults.put(new Check.RuntimeAnswers(), "why");
    faults.put(new Check.AgentReady(), "why");
    pass(600);
    int before = looks;
    pass(660);
    assertThat(looks - before).isEqualTo(4);
  }

  @Test
  void anAgentThatStartsAgainDoesNotGainTime() throws IOException {
    faults.put(WEB, "why");
    pass(300);
    keeper = started(WITH_WEB);
    pass(599);
    assertThat(boot().state()).isEqualTo(BootStatus.State.CHECKING);
    pass(606);
    assertThat(disk.entries()).containsExactly(OLD, BAD);
  }

  @Test
  void anAgentThatStartsAgainInAGoodBootHasItsTime() throws IOException {
    pass(70);
    uptime = Duration.ofSeconds(5000);
    faults.put(WEB, "the pods are being adopted");
    keeper = started(WITH_WEB);
    pass(5100);
    assertThat(boot().state()).isEqualTo(BootStatus.State.CHECKING);
    assertThat(problems()).isEmpty();
    faults.clear();
    pass(5200);
    assertThat(boot().state()).isEqualTo(BootStatus.State.GOOD);
  }

  @Test
  void aGateThatIsAddedLaterHasItsTimeAndEndsNoGoodBoot() throws IOException {
    keeper = started(SettingsTree.empty());
    pass(1000);
    assertThat(boot().state()).isEqualTo(BootStatus.State.GOOD);
    faults.put(WEB, "why");
    keeper.apply(WITH_WEB);
    pass(1590);
    assertThat(boot().state()).isEqualTo(BootStatus.State.CHECKING);
    pass(1610);
    assertThat(boot().state()).isEqualTo(BootStatus.State.FAILED);
    assertThat(disk.entries()).containsExactly(OLD, GOOD);
    keeper.apply(SettingsTree.empty());
    pass(1620);
    assertThat(boot().state()).isEqualTo(BootStatus.State.GOOD);
    assertThat(problems()).isEmpty();
  }

  @Test
  void aTrialIsGivenUpWithoutAPlaceForTheReason() throws IOException {
    disk.loseData();
    faults.put(WEB, "why");
    pass(600);
    assertThat(disk.entries()).containsExactly(OLD, BAD);
    assertThat(journal())
        .contains("could not keep why this boot is given up: there is no data partition");
  }

  @Test
  void aBlessingThatDoesNotSucceedIsTriedAgain() throws IOException {
    pass(50);
    disk.loseEntries();
    pass(100);
    assertThat(boot().onTrial()).isTrue();
    assertThat(journal()).containsOnlyOnce("could not tell the boot loader of a good boot");
    disk.findEntries();
    pass(160);
    assertThat(disk.entries()).containsExactly(OLD, GOOD);
    assertThat(done).containsExactly("good");
  }

  @Test
  void entriesThatCannotBeReadAreLookedAtAgainWhileABootIsCounted() throws IOException {
    disk.loseEntries();
    pass(100);
    assertThat(boot().state()).isEqualTo(BootStatus.State.CHECKING);
    assertThat(journal()).contains("could not look at the boot loader's entries");
    disk.findEntries();
    pass(200);
    assertThat(disk.entries()).containsExactly(OLD, GOOD);
  }

  @Test
  void aSystemWithoutABootLoaderHasGatesToo() throws IOException {
    disk = SystemDisk.make(root.resolve("other"));
    root = root.resolve("other");
    keeper = started(WITH_WEB);
    pass(70);
    assertThat(boot().state()).isEqualTo(BootStatus.State.GOOD);
    assertThat(boot().entries()).isEmpty();
    assertThat(done).containsExactly("good");
  }
}
