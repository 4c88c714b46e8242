package dev.carafe.node.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.cri.FakeContainerd;
import dev.carafe.node.health.Measures.Measure;
import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.node.host.SystemManager;
import dev.carafe.node.pods.SamplePods;
import dev.carafe.node.status.ContainerStatus;
import dev.carafe.node.status.PodStatus;
import dev.carafe.node.status.StatusBoard;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HostChecksTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @TempDir private Path root;
  private final StatusBoard board = new StatusBoard();
  private final List<List<String>> commands = new ArrayList<>();

  /// What `systemctl show` writes.
  private String shown = "";

  private final Map<String, List<Measure>> measures =
      Map.of(
          "carafe_memory_available_bytes", List.of(new Measure(Map.of(), new BigDecimal("2048"))),
          "carafe_problem_condition",
              List.of(
                  new Measure(Map.of("condition", "DiskFull"), BigDecimal.ZERO),
                  new Measure(Map.of("condition", "IOPressure"), BigDecimal.ONE)));

  private HostChecks checks() {
    return new HostChecks(
        root,
        root.resolve("s"),
        new SystemManager(root.resolve("systemctl"), this::run),
        this::run,
        board,
        name -> measures.getOrDefault(name, List.of()));
  }

  private String run(List<String> command, String input) {
    commands.add(command);
    if (shown.isEmpty()) {
      throw new ProgramFailedException(command, "there is none");
    }
    return command.contains("show") ? shown : "one\ntwo\n";
  }

  private Optional<String> fault(Check check) {
    return checks().fault(check, LIMIT);
  }

  @Test
  void theAgentIsReadyOnceItSaysSo() {
    assertThat(fault(new Check.AgentReady())).contains("it is not");
    board.update(status -> status.readyAfter(Duration.ofSeconds(1)));
    assertThat(fault(new Check.AgentReady())).isEmpty();
  }

  @Test
  void theRuntimeAnswersOnceItIsThere() throws IOException {
    assertThat(fault(new Check.RuntimeAnswers()))
        .get()
        .asString()
        .startsWith("the container runtime does not answer");
    try (FakeContainerd _ = FakeContainerd.start(root.resolve("s"))) {
      assertThat(fault(new Check.RuntimeAnswers())).isEmpty();
    }
  }

  @Test
  void unitsThatHaveFailedAreNamedWithWhatTheFirstHasSaid() {
    shown = "\n";
    assertThat(fault(new Check.UnitsWell())).isEmpty();
    shown =
        """
        Id=a.service
        Description=A
        Result=exit-code
        ExecMainStatus=3

        Id=b.mount
        Description=B
        Result=timeout
        """;
    assertThat(fault(new Check.UnitsWell()))
        .contains("a.service has failed: exit-code 3, b.mount has failed: timeout");
    assertThat(checks().log(new Check.UnitsWell())).containsExactly("one", "two");
    assertThat(commands.getLast())
        .startsWith(root + "/usr/bin/journalctl")
        .contains("--lines=5", "--boot=0")
        .endsWith("--unit=a.service");
  }

  @Test
  void aUnitIsActiveOrWhatItIs() {
    shown = "Id=a.service\nActiveState=active\nResult=success\n";
    assertThat(fault(new Check.UnitActive("a.service"))).isEmpty();
    assertThat(commands.getLast()).endsWith("--", "a.service");
    shown = "Id=a.service\nActiveState=failed\nResult=exit-code\nExecMainStatus=1\n";
    assertThat(fault(new Check.UnitActive("a.service")))
        .contains("a.service is failed (exit-code 1)");
    shown = "Id=a.service\nActiveState=inactive\nResult=success\n";
    assertThat(fault(new Check.UnitActive("a.service"))).contains("a.service is inactive");
    assertThat(checks().log(new Check.UnitActive("a.service"))).containsExactly("one", "two");
  }

  @Test
  void whereSystemdDoesNotAnswerThatIsWhatIsWrong() {
    assertThat(fault(new Check.UnitsWell())).get().asString().contains("there is none");
    assertThat(fault(new Check.UnitActive("a.service"))).get().asString().contains("there is none");
    assertThat(checks().log(new Check.UnitsWell())).isEmpty();
    assertThat(checks().log(new Check.UnitActive("a.service"))).isEmpty();
  }

  @Test
  void aProgramInAContainerEndsWithZero() throws IOException {
    try (FakeContainerd containerd = FakeContainerd.start(root.resolve("s"))) {
      try (ContainerRuntime runtime = ContainerRuntime.connect(root.resolve("s"))) {
        runtime.pullImage("web:1");
        SamplePods.run(runtime, "web", "httpd", "web:1", 0);
      }
      assertThat(fault(program(Optional.empty(), "0"))).isEmpty();
      assertThat(fault(program(Optional.of("httpd"), "0"))).isEmpty();
      assertThat(fault(program(Optional.of("httpd"), "no database")))
          .contains("/bin/check ended with 1: no database");
      assertThat(fault(program(Optional.of("other"), "0")))
          .contains("container other does not run");
      containerd.endContainers(1);
      assertThat(fault(program(Optional.empty(), "0"))).contains("no container of pod web runs");
    }
  }

  private static Check program(Optional<String> container, String argument) {
    return new Check.ProgramEnds("web", container, List.of("/bin/check", argument));
  }

  @Test
  void aPodIsReadyOrSaysWhatIsNot() {
    assertThat(fault(new Check.PodReady("web"))).contains("there is no pod 'web'");
    pod(new ContainerStatus.Running(false), Optional.empty());
    assertThat(fault(new Check.PodReady("web"))).contains("container httpd is not ready");
    pod(new ContainerStatus.Running(true), Optional.of("could not pull"));
    assertThat(fault(new Check.PodReady("web"))).contains("could not pull");
    pod(new ContainerStatus.Running(true), Optional.empty());
    assertThat(fault(new Check.PodReady("web"))).isEmpty();
  }

  private void pod(ContainerStatus.State state, Optional<String> error) {
    List<ContainerStatus> containers = List.of(new ContainerStatus("httpd", "web:1", 0, state));
    board.update(status -> status.with(new PodStatus("web", Optional.empty(), containers, error)));
  }

  @Test
  void aMetricIsWithinBounds() {
    assertThat(fault(memory("1024", "4096"))).isEmpty();
    assertThat(fault(memory("2048", "2048"))).isEmpty();
    assertThat(fault(memory("2049", "4096")))
        .contains("it is 2048, expected at least 2049 and at most 4096");
    assertThat(fault(memory("0", "2047.5")))
        .contains("it is 2048, expected at least 0 and at most 2047.5");
  }

  private static Check memory(String least, String most) {
    return new Check.MetricWithin(
        "carafe_memory_available_bytes",
        Map.of(),
        Optional.of(new BigDecimal(least)),
        Optional.of(new BigDecimal(most)));
  }

  @Test
  void allThatHaveTheLabelsAreLookedAt() {
    assertThat(fault(condition(Map.of("condition", "DiskFull")))).isEmpty();
    assertThat(fault(condition(Map.of()))).contains("it is 1, expected at most 0");
    assertThat(fault(condition(Map.of("condition", "None"))))
        .contains("there is no metric 'carafe_problem_condition' with these labels");
  }

  private static Check condition(Map<String, String> labels) {
    return new Check.MetricWithin(
        "carafe_problem_condition", labels, Optional.empty(), Optional.of(BigDecimal.ZERO));
  }
}
