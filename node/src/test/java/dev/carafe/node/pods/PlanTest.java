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
  private static final Container HTTPD = container("httpd", "image", PullPolicy.IF_NOT_PRESENT);
  private static final Pod POD = pod(RestartPolicy.ALWAYS);

  @Test
  void atFirstSandboxAndImageAreMadeAtOnce() {
    assertThat(decide(Observation.nothing()))
        .containsExactly(new Action.PullImage("image"), new Action.RunSandbox());
  }

  @Test
  void anImageOnItsWayIsNotPulledAgain() {
    Observation observed =
        new Observation(List.of(), List.of(), Set.of(), Set.of("image"), Optional.empty());
    assertThat(decide(observed)).containsExactly(new Action.RunSandbox());
  }

  @Test
  void anImageThatIsNeverToBePulledIsNot() {
    Pod pod =
        new Pod(
            "web",
            false,
            RestartPolicy.ALWAYS,
            List.of(container("httpd", "image", PullPolicy.NEVER)));
    assertThat(Plan.decide(pod, SPEC, Observation.nothing(), Failures.none(), NOW).actions())
        .containsExactly(new Action.RunSandbox());
  }

  @Test
  void portsArePublishedBeforeTheContainerRuns() {
    assertThat(
            decide(
                new Observation(
                    List.of(GOOD), List.of(), Set.of("image"), Set.of(), Optional.empty())))
        .containsExactly(
            new Action.PublishPorts("good"), new Action.RunContainer("good", HTTPD, 0));
  }

  @Test
  void aRunningContainerNeedsNothing() {
    assertThat(decide(with(new RuntimeContainer.Running("c", "httpd", 3)))).isEmpty();
  }

  @Test
  void aMadeContainerIsStarted() {
    assertThat(decide(with(new RuntimeContainer.Created("c", "httpd", 0))))
        .containsExactly(new Action.StartContainer("httpd", "c"));
  }

  @Test
  void aLostContainerIsMadeAgain() {
    assertThat(decide(with(new RuntimeContainer.Lost("c", "httpd", 1))))
        .containsExactly(new Action.RunContainer("good", HTTPD, 2));
  }

  @Test
  void leftoversAreRemovedWhenTheNextAttemptIsThere() {
    assertThat(
            decide(
                with(exited(1, 0, Duration.ZERO), new RuntimeContainer.Running("d", "httpd", 1))))
        .containsExactly(new Action.RemoveContainer("httpd", "c"));
  }

  @Test
  void aDeadOrDifferentSandboxGoesFirst() {
    Sandbox dead = new Sandbox("dead", "web", SPEC, false);
    Sandbox old = new Sandbox("old", "web", "another spec", true);
    assertThat(
            decide(
                new Observation(
                    List.of(dead, old), List.of(), Set.of(), Set.of(), Optional.empty())))
        .containsExactly(new Action.RemoveSandbox("dead"), new Action.RemoveSandbox("old"));
  }

  @Test
  void aSecondGoodSandboxGoes() {
    Sandbox second = new Sandbox("second", "web", SPEC, true);
    assertThat(
            decide(
                new Observation(
                    List.of(GOOD, second), List.of(), Set.of(), Set.of(), Optional.empty())))
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
    Optional<Instant> again = Plan.restartAt(pod(policy), exited);
    assertThat(
            again.map(at -> Long.toString(Duration.between(NOW, at).toSeconds())).orElse("never"))
        .isEqualTo(seconds);
    assertThat(
            Plan.decide(pod(policy), SPEC, with(exited), Failures.none(), again.orElse(Instant.MAX))
                .actions())
        .hasSize(again.isPresent() ? 1 : 0);
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
    Container twoWords =
        new Container(
            "c", "i", PullPolicy.NEVER, List.of("a", "b"), List.of(), "", Map.of(), List.of());
    Container oneWord =
        new Container(
            "c",
            "i",
            PullPolicy.NEVER,
            List.of("a\ncommand b"),
            List.of(),
            "",
            Map.of(),
            List.of());
    assertThat(SpecText.of(new Pod("p", false, RestartPolicy.ALWAYS, List.of(twoWords))))
        .isNotEqualTo(SpecText.of(new Pod("p", false, RestartPolicy.ALWAYS, List.of(oneWord))));
  }

  private static List<Action> decide(Observation observed) {
    return Plan.decide(POD, SPEC, observed, Failures.none(), NOW).actions();
  }

  private static Observation with(RuntimeContainer... containers) {
    return new Observation(
        List.of(GOOD), List.of(containers), Set.of("image"), Set.of(), Optional.of("good"));
  }

  private static RuntimeContainer.Exited exited(int exitCode, int attempt, Duration ran) {
    return new RuntimeContainer.Exited(
        "c", "httpd", attempt, exitCode, "Error", NOW.minus(ran), NOW);
  }

  private static Pod pod(RestartPolicy policy) {
    return new Pod("web", false, policy, List.of(HTTPD));
  }

  private static Container container(String name, String image, PullPolicy policy) {
    return new Container(name, image, policy, List.of(), List.of(), "", Map.of(), List.of());
  }
}
