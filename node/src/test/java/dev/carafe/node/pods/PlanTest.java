package dev.carafe.node.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.cri.RuntimeContainer;
import dev.carafe.node.cri.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String SPEC = "spec";
  private static final Sandbox GOOD = new Sandbox("good", "web", SPEC, true);
  private static final Container HTTPD =
      SamplePods.container("httpd", "image", PullPolicy.IF_NOT_PRESENT);
  private static final String MADE = SpecText.of(HTTPD);
  private static final Container FIRST =
      SamplePods.container("first", "image", PullPolicy.IF_NOT_PRESENT);
  private static final String FIRST_MADE = SpecText.of(FIRST);
  private static final Pod POD = pod(RestartPolicy.ALWAYS);

  @Test
  void atFirstSandboxAndImageAreMadeAtOnce() {
    assertThat(decide(Observation.nothing()))
        .containsExactly(new Action.PullImage("image"), new Action.RunSandbox());
  }

  @Test
  void anImageOnItsWayIsNotPulledAgain() {
    Observation observed =
        new Observation(
            List.of(), List.of(), Set.of(), Set.of("image"), Optional.empty(), Map.of(), List.of());
    assertThat(decide(observed)).containsExactly(new Action.RunSandbox());
  }

  @Test
  void anImageThatIsNeverToBePulledIsNot() {
    Pod pod =
        SamplePods.pod(
            "web",
            false,
            RestartPolicy.ALWAYS,
            SamplePods.container("httpd", "image", PullPolicy.NEVER));
    assertThat(Plan.decide(pod, SPEC, Observation.nothing(), Failures.none(), NOW).actions())
        .containsExactly(new Action.RunSandbox());
  }

  @Test
  void portsArePublishedBeforeTheContainerRuns() {
    assertThat(
            decide(
                new Observation(
                    List.of(GOOD),
                    List.of(),
                    Set.of("image"),
                    Set.of(),
                    Optional.empty(),
                    Map.of(),
                    List.of())))
        .containsExactly(
            new Action.PublishPorts("good"), new Action.RunContainer("good", HTTPD, 0));
  }

  @Test
  void aRunningContainerNeedsNothing() {
    assertThat(decide(with(new RuntimeContainer.Running("c", "httpd", 3, MADE)))).isEmpty();
  }

  @Test
  void aMadeContainerIsStarted() {
    assertThat(decide(with(new RuntimeContainer.Created("c", "httpd", 0, MADE))))
        .containsExactly(new Action.StartContainer("httpd", "c"));
  }

  @Test
  void aLostContainerIsMadeAgain() {
    assertThat(decide(with(new RuntimeContainer.Lost("c", "httpd", 1, MADE))))
        .containsExactly(new Action.RunContainer("good", HTTPD, 2));
  }

  @Test
  void leftoversAreRemovedWhenTheNextAttemptIsThere() {
    assertThat(
            decide(
                with(
                    exited(1, 0, Duration.ZERO),
                    new RuntimeContainer.Running("d", "httpd", 1, MADE))))
        .containsExactly(new Action.RemoveContainer("httpd", "c"));
  }

  @Test
  void aDeadOrDifferentSandboxGoesFirst() {
    Sandbox dead = new Sandbox("dead", "web", SPEC, false);
    Sandbox old = new Sandbox("old", "web", "another spec", true);
    assertThat(
            decide(
                new Observation(
                    List.of(dead, old),
                    List.of(),
                    Set.of(),
                    Set.of(),
                    Optional.empty(),
                    Map.of(),
                    List.of())))
        .containsExactly(new Action.RemoveSandbox("dead"), new Action.RemoveSandbox("old"));
  }

  @Test
  void aSecondGoodSandboxGoes() {
    Sandbox second = new Sandbox("second", "web", SPEC, true);
    assertThat(
            decide(
                new Observation(
                    List.of(GOOD, second),
                    List.of(),
                    Set.of(),
                    Set.of(),
                    Optional.empty(),
                    Map.of(),
                    List.of())))
        .containsExactly(new Action.RemoveSandbox("second"));
  }

  @Test
  void aFailedStepWaitsAndTheOthersGoOn() {
    Failures failures = Failures.none().failed("sandbox", "why", NOW);
    Duration wait = Duration.ofMillis(500);
    assertThat(
            Plan.decide(POD, SPEC, Observation.nothing(), failures, NOW.plus(wait).minusNanos(1))
                .actions())
        .containsExactly(new Action.PullImage("image"));
    assertThat(Plan.decide(POD, SPEC, Observation.nothing(), failures, NOW.plus(wait)).actions())
        .contains(new Action.RunSandbox());
  }

  /// Policy, exit code, attempts before, seconds it ran: seconds until it runs again, or never.
  @ParameterizedTest
  @CsvSource({
    "ALWAYS, 0, 0, 1, 0",
    "ALWAYS, 1, 0, 1, 0",
    "ALWAYS, 1, 1, 1, 10",
    "ALWAYS, 1, 2, 1, 20",
    "ALWAYS, 1, 3, 1, 40",
    "ALWAYS, 1, 6, 1, 300",
    "ALWAYS, 1, 1000, 1, 300",
    "ALWAYS, 1, 1000, 600, 0",
    "ON_FAILURE, 0, 0, 1, never",
    "ON_FAILURE, 1, 0, 1, 0",
    "NEVER, 1, 0, 1, never",
    "NEVER, 0, 0, 1, never",
  })
  void anEndedContainerIsRestarted(
      RestartPolicy policy, int exitCode, int attempt, int ran, String seconds) {
    RuntimeContainer.Exited exited = exited(exitCode, attempt, Duration.ofSeconds(ran));
    Optional<Instant> again = Plan.restartAt(policy, exited);
    assertThat(
            again.map(at -> Long.toString(Duration.between(NOW, at).toSeconds())).orElse("never"))
        .isEqualTo(seconds);
    assertThat(
            Plan.decide(pod(policy), SPEC, with(exited), Failures.none(), again.orElse(Instant.MAX))
                .actions())
        .hasSize(again.isPresent() ? 1 : 0);
  }

  @Test
  void aPodThatHadToGoIsGoneUntilItsTimeIsOver() {
    Observation running = with(new RuntimeContainer.Running("c", "httpd", 0, MADE));
    Failures failures = Failures.none().postponed(Plan.EVICTION, "full", NOW.plusSeconds(60));
    assertThat(Plan.decide(POD, SPEC, running, failures, NOW).actions())
        .containsExactly(new Action.Evict(running.sandboxes().getFirst().id()));
    assertThat(Plan.decide(POD, SPEC, Observation.nothing(), failures, NOW).actions()).isEmpty();
    assertThat(
            Plan.decide(POD, SPEC, Observation.nothing(), failures, NOW.plusSeconds(60)).actions())
        .contains(new Action.RunSandbox());
  }

  @Test
  void theWaitAfterFailuresGrowsToAMinute() {
    assertThat(Failures.wait(1)).isEqualTo(Duration.ofMillis(500));
    assertThat(Failures.wait(6)).isEqualTo(Duration.ofMillis(500));
    assertThat(Failures.wait(7)).isEqualTo(Duration.ofSeconds(1));
    assertThat(Failures.wait(1000)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void theSpecificationsTextTellsPodsApart() {
    assertThat(SpecText.of(command("a", "b"))).isNotEqualTo(SpecText.of(command("a\ncommand b")));
  }

  private static Container command(String... words) {
    return SamplePods.container("c", "i", PullPolicy.NEVER, List.of(words), List.of());
  }

  @Test
  void whatMustEndFirstRunsAlone() {
    assertThat(decideFirst()).containsExactly(new Action.RunContainer("good", FIRST, 0));
    assertThat(decideFirst(new RuntimeContainer.Running("f", "first", 0, FIRST_MADE))).isEmpty();
    assertThat(decideFirst(first(1))).containsExactly(new Action.RunContainer("good", FIRST, 1));
    assertThat(decideFirst(first(0))).containsExactly(new Action.RunContainer("good", HTTPD, 0));
    assertThat(decideFirst(new RuntimeContainer.Running("c", "httpd", 0, MADE))).isEmpty();
  }

  @Test
  void onlyAContainerThatIsToBeAnotherEnds() {
    assertThat(decide(with(new RuntimeContainer.Running("c", "httpd", 0, "former"))))
        .containsExactly(new Action.StopContainer("httpd", "c", "it is to be another"));
    RuntimeContainer.Exited former =
        new RuntimeContainer.Exited("c", "httpd", 5, "former", 1, "Error", NOW, NOW);
    assertThat(decide(with(former))).containsExactly(new Action.RunContainer("good", HTTPD, 6));
  }

  @Test
  void aContainerThatThePodHasNoMoreEndsAndGoes() {
    RuntimeContainer httpd = new RuntimeContainer.Running("c", "httpd", 0, MADE);
    assertThat(decide(with(httpd, new RuntimeContainer.Running("o", "old", 0, ""))))
        .containsExactly(new Action.StopContainer("old", "o", "nobody wants it any more"));
    assertThat(decide(with(httpd, new RuntimeContainer.Exited("o", "old", 0, "", 0, "", NOW, NOW))))
        .containsExactly(new Action.RemoveContainer("old", "o"));
  }

  @Test
  void aPodWaitsForItsDisk() {
    assertThat(decide(without("data", List.of()))).containsExactly(new Action.PullImage("image"));
  }

  @Test
  void whoseDiskHasGoneEnds() {
    assertThat(decide(without("data", List.of(GOOD))))
        .containsExactly(new Action.RemoveSandbox("good"));
  }

  private static Observation without(String disk, List<Sandbox> sandboxes) {
    return new Observation(
        sandboxes, List.of(), Set.of(), Set.of(), Optional.empty(), Map.of(), List.of(disk));
  }

  @Test
  void anUnwellContainerEnds() {
    Observation observed =
        new Observation(
            List.of(GOOD),
            List.of(new RuntimeContainer.Running("c", "httpd", 0, MADE)),
            Set.of("image"),
            Set.of(),
            Optional.of("good"),
            Map.of("c", new Health(false, Optional.of("it says no"))),
            List.of());
    assertThat(decide(observed))
        .containsExactly(new Action.StopContainer("httpd", "c", "it says no"));
  }

  private static List<Action> decideFirst(RuntimeContainer... containers) {
    Pod pod = SamplePods.pod("web", false, RestartPolicy.ALWAYS, List.of(FIRST), List.of(HTTPD));
    return Plan.decide(pod, SPEC, with(containers), Failures.none(), NOW).actions();
  }

  private static RuntimeContainer first(int exitCode) {
    return new RuntimeContainer.Exited("f", "first", 0, FIRST_MADE, exitCode, "", NOW, NOW);
  }

  private static List<Action> decide(Observation observed) {
    return Plan.decide(POD, SPEC, observed, Failures.none(), NOW).actions();
  }

  private static Observation with(RuntimeContainer... containers) {
    return new Observation(
        List.of(GOOD),
        List.of(containers),
        Set.of("image"),
        Set.of(),
        Optional.of("good"),
        Map.of(),
        List.of());
  }

  private static RuntimeContainer.Exited exited(int exitCode, int attempt, Duration ran) {
    return new RuntimeContainer.Exited(
        "c", "httpd", attempt, MADE, exitCode, "Error", NOW.minus(ran), NOW);
  }

  private static Pod pod(RestartPolicy policy) {
    return SamplePods.pod("web", false, policy, HTTPD);
  }
}
