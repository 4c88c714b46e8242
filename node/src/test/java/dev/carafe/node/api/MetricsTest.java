package dev.carafe.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.ServedNode;
import dev.carafe.node.health.Measures.Measure;
import dev.carafe.node.host.FailedUnit;
import dev.carafe.node.status.BootStatus;
import dev.carafe.node.status.ContainerStatus;
import dev.carafe.node.status.GateStatus;
import dev.carafe.node.status.PodStatus;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class MetricsTest {
  @TempDir private Path root;

  @Test
  void theNodeIsShownInNumbers() throws IOException {
    try (ServedNode node = ServedNode.make(root)) {
      SocketClient client = new SocketClient(node.socket());
      client.commit("{'motd':'hi'}");
      SocketClient.Answer answer = client.get("/v1/metrics");
      assertThat(answer.type())
          .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
      Map<String, OpenMetricsParser.Family> metrics = OpenMetricsParser.parse(answer.body());
      assertThat(metrics)
          .containsOnlyKeys(
              "carafe_os",
              "carafe_status",
              "carafe_problems",
              "carafe_failed_units",
              "carafe_problem_events",
              "carafe_problem_condition",
              "carafe_settings_generation",
              "carafe_uptime_seconds",
              "carafe_load",
              "carafe_memory_bytes",
              "carafe_memory_available_bytes",
              "carafe_agent_memory_bytes",
              "carafe_data_bytes",
              "carafe_data_available_bytes",
              "carafe_pod_failing",
              "carafe_container_state",
              "carafe_container_restarts",
              "carafe_container_exit_code");
      assertThat(family(metrics, "carafe_os").samples().keySet())
          .containsExactly(
              Map.of(
                  "pretty_name",
                  "Carafe 0.1.0",
                  "variant_id",
                  "plain",
                  "version_id",
                  "0.1.0",
                  "build_id",
                  "1",
                  "arch",
                  "x86_64"));
      assertThat(family(metrics, "carafe_settings_generation").value()).isEqualTo(1);
      assertThat(family(metrics, "carafe_problem_events").value(Map.of("kind", "OOMKilling")))
          .isZero();
      assertThat(
              family(metrics, "carafe_problem_condition")
                  .value(Map.of("condition", "ReadonlyFilesystem")))
          .isZero();
      assertThat(family(metrics, "carafe_uptime_seconds").value()).isPositive();
      assertThat(family(metrics, "carafe_load").samples()).hasSize(3);
      assertThat(family(metrics, "carafe_memory_bytes").value())
          .isGreaterThan(family(metrics, "carafe_memory_available_bytes").value());
      assertThat(family(metrics, "carafe_agent_memory_bytes").value()).isPositive();
      assertThat(family(metrics, "carafe_status").value(Map.of("carafe_status", "starting")))
          .isOne();
    }
  }

  @Test
  void podsAndWhatIsWrongAreCounted() throws IOException {
    try (ServedNode node = ServedNode.make(root)) {
      node.board()
          .update(status ->
              status
                  .readyAfter(Duration.ofSeconds(1))
                  .with(List.of(new FailedUnit("a.service", "A", "timeout")))
                  .withProblems("x", List.of(new Problem(new Position("x", 1, 1), "x", "")))
                  .with(
                      new PodStatus(
                          "web",
                          Optional.empty(),
                          List.of(
                              new ContainerStatus("c", "i", 3, new ContainerStatus.Running(true)),
                              new ContainerStatus(
                                  "d\"\\\n",
                                  "i",
                                  0,
                                  new ContainerStatus.Exited(2, "Error", Optional.empty()))),
                          Optional.of("broken"))));
      Map<String, OpenMetricsParser.Family> metrics =
          OpenMetricsParser.parse(new SocketClient(node.socket()).get("/v1/metrics").body());
      assertThat(family(metrics, "carafe_failed_units").value()).isOne();
      assertThat(family(metrics, "carafe_problems").value()).isOne();
      assertThat(family(metrics, "carafe_status").value(Map.of("carafe_status", "degraded")))
          .isOne();
      assertThat(family(metrics, "carafe_pod_failing").value(Map.of("pod", "web"))).isOne();
      Map<String, String> c = Map.of("pod", "web", "container", "c");
      Map<String, String> d = Map.of("pod", "web", "container", "d\"\\\n");
      assertThat(family(metrics, "carafe_container_restarts").value(c)).isEqualTo(3);
      assertThat(family(metrics, "carafe_container_exit_code").samples())
          .containsExactly(Map.entry(d, 2.0));
      OpenMetricsParser.Family states = family(metrics, "carafe_container_state");
      assertThat(states.samples()).hasSize(6);
      assertThat(
              states.value(
                  Map.of("pod", "web", "container", "c", "carafe_container_state", "running")))
          .isOne();
      assertThat(
              states.value(
                  Map.of("pod", "web", "container", "d\"\\\n", "carafe_container_state", "exited")))
          .isOne();
    }
  }

  @Test
  void theBootAndItsGatesAreStates() throws IOException {
    try (ServedNode node = ServedNode.make(root)) {
      node.board().update(status -> status.with(boot()));
      Map<String, OpenMetricsParser.Family> metrics =
          OpenMetricsParser.parse(new SocketClient(node.socket()).get("/v1/metrics").body());
      assertThat(family(metrics, "carafe_boot").value(Map.of("carafe_boot", "checking"))).isOne();
      assertThat(family(metrics, "carafe_boot").value(Map.of("carafe_boot", "good"))).isZero();
      assertThat(family(metrics, "carafe_boot_on_trial").value()).isOne();
      OpenMetricsParser.Family gates = family(metrics, "carafe_health_gate");
      assertThat(gates.samples()).hasSize(8);
      assertThat(gates.value(Map.of("name", "web", "carafe_health_gate", "waiting"))).isOne();
      assertThat(gates.value(Map.of("name", "units", "carafe_health_gate", "passed"))).isOne();
      assertThat(gates.value(Map.of("name", "units", "carafe_health_gate", "failed"))).isZero();
      assertThat(node.api().measures("carafe_boot_on_trial"))
          .containsExactly(new Measure(Map.of(), BigDecimal.ONE));
      assertThat(node.api().measures("carafe_health_gate")).hasSize(8);
      assertThat(node.api().measures("carafe_problem_events_total"))
          .contains(new Measure(Map.of("kind", "OOMKilling"), BigDecimal.ZERO));
      assertThat(node.api().measures("carafe_nothing")).isEmpty();
    }
  }

  private static BootStatus boot() {
    return new BootStatus(
        BootStatus.State.CHECKING,
        true,
        List.of(),
        List.of(
            new GateStatus(
                "units",
                "no unit has failed",
                GateStatus.State.PASSED,
                Optional.of(Duration.ofSeconds(30)),
                Optional.empty(),
                List.of()),
            new GateStatus(
                "web",
                "pod web is ready",
                GateStatus.State.WAITING,
                Optional.empty(),
                Optional.of("there is no pod 'web'"),
                List.of())),
        Optional.empty());
  }

  @Test
  void theParserKnowsWhatIsWrong() {
    for (String wrong :
        List.of(
            "a 1\n# EOF\n",
            "# TYPE a gauge\na 1\n",
            "# TYPE a gauge\na 1\na 2\n# EOF\n",
            "# TYPE a counter\na 1\n# EOF\n",
            "# TYPE a gauge\na{b=\"c} 1\n# EOF\n",
            "# TYPE a gauge\na{b=\"c\",} 1\n# EOF\n",
            "# TYPE a gauge\n# UNIT a bytes\na 1\n# EOF\n",
            "# TYPE a gauge\na 1\n# TYPE b gauge\nb 1\n# TYPE a gauge\n# EOF\n",
            "# TYPE a info\na_info 2\n# EOF\n",
            "# TYPE a gauge\na 1 \n# EOF\n")) {
      assertThatThrownBy(() -> OpenMetricsParser.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static OpenMetricsParser.Family family(
      Map<String, OpenMetricsParser.Family> metrics, String name) {
    return Optional.ofNullable(metrics.get(name)).orElseThrow();
  }
}
