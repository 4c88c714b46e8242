package dev.carafe.node.api;

import dev.carafe.node.api.OpenMetricsText.Kind;
import dev.carafe.node.health.Measures.Measure;
import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Machine;
import dev.carafe.node.host.Self;
import dev.carafe.node.problems.Condition;
import dev.carafe.node.problems.Problems;
import dev.carafe.node.status.BootStatus;
import dev.carafe.node.status.ContainerStatus;
import dev.carafe.node.status.GateStatus;
import dev.carafe.node.status.NodeStatus;
import dev.carafe.node.status.PodStatus;
import dev.carafe.settings.json.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The node in numbers, at the moment at which somebody asks.
final class Metrics {
  private static final List<String> LOAD_MINUTES = List.of("1", "5", "15");

  private final Json.Struct os;
  private final Machine machine;
  private final Problems problems;
  private final LongSupplier generation;

  /// @param generation of the settings that are live
  Metrics(Json.Struct os, Machine machine, Problems problems, LongSupplier generation) {
    this.os = os;
    this.machine = machine;
    this.problems = problems;
    this.generation = generation;
  }

  String text(NodeStatus status) {
    return all(status).end();
  }

  /// The values of one metric.
  List<Measure> measures(String name, NodeStatus status) {
    return all(status).measures(name);
  }

  private OpenMetricsText all(NodeStatus status) {
    OpenMetricsText text = new OpenMetricsText();
    addNode(text, status);
    addProblems(text);
    addMachine(text, machine.self());
    machine.data().space().ifPresent(space -> addData(text, space));
    addPods(text, status);
    addContainers(text, status);
    status.boot().ifPresent(boot -> addBoot(text, boot));
    return text;
  }

  private void addNode(OpenMetricsText text, NodeStatus status) {
    text.family("carafe_os", Kind.INFO, "The system that runs.").sample(fields(), 1);
    text.family("carafe_status", Kind.STATE_SET, "How the node does, in one word.");
    for (NodeStatus.Verdict verdict : NodeStatus.Verdict.values()) {
      addState(text, "carafe_status", Map.of(), lower(verdict), lower(status.verdict()));
    }
    text.family("carafe_problems", Kind.GAUGE, "What /v1/health lists as problems.")
        .sample(status.problems().size());
    text.family("carafe_failed_units", Kind.GAUGE, "Units of systemd that have failed.")
        .sample(status.failedUnits().size());
    text.family("carafe_settings_generation", Kind.GAUGE, "The settings that are live.")
        .sample(generation.getAsLong());
  }

  private void addProblems(OpenMetricsText text) {
    text.family("carafe_problem_events", Kind.COUNTER, "Problems of the host, by their kinds.");
    problems.counts().forEach((kind, count) -> text.sample(Map.of("kind", kind.word()), count));
    text.family(
        "carafe_problem_condition", Kind.GAUGE, "1 where something is wrong with the host.");
    for (Condition condition : problems.conditions()) {
      text.sample(Map.of("condition", condition.kind().word()), condition.holds() ? 1 : 0);
    }
  }

  private Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : os.members().keySet()) {
      fields.put(name, os.text(name).orElse(""));
    }
    return fields;
  }

  private static void addMachine(OpenMetricsText text, Self self) {
    text.family("carafe_uptime_seconds", Kind.GAUGE, "Since the kernel started.")
        .sample(Map.of(), BigDecimal.valueOf(self.uptime().toMillis(), 3).toPlainString());
    text.family("carafe_load", Kind.GAUGE, "Processes that ran or wanted to, on average.");
    List<Double> load = self.load();
    for (int i = 0; i < load.size(); i++) {
      text.sample(Map.of("minutes", LOAD_MINUTES.get(i)), load.get(i).toString());
    }
    text.family("carafe_memory_bytes", Kind.GAUGE, "The machine's memory.")
        .sample(self.machineMemory());
    text.family("carafe_memory_available_bytes", Kind.GAUGE, "What of it could still be had.")
        .sample(self.machineMemoryAvailable());
    text.family("carafe_agent_memory_bytes", Kind.GAUGE, "The agent's share of it.")
        .sample(self.memory());
  }

  private static void addData(OpenMetricsText text, DataPartition.Space space) {
    text.family("carafe_data_bytes", Kind.GAUGE, "The data partition.").sample(space.total());
    text.family("carafe_data_available_bytes", Kind.GAUGE, "What of it could still be used.")
        .sample(space.available());
  }

  private static void addBoot(OpenMetricsText text, BootStatus boot) {
    text.family("carafe_boot", Kind.STATE_SET, "Whether this boot is a good one.");
    for (BootStatus.State state : BootStatus.State.values()) {
      addState(text, "carafe_boot", Map.of(), lower(state), lower(boot.state()));
    }
    text.family(
            "carafe_boot_on_trial", Kind.GAUGE, "1 where the boot loader goes back without proof.")
        .sample(boot.onTrial() ? 1 : 0);
    text.family("carafe_health_gate", Kind.STATE_SET, "How far the health gate is.");
    for (GateStatus gate : boot.gates()) {
      for (GateStatus.State state : GateStatus.State.values()) {
        Map<String, String> labels = Map.of("name", gate.name());
        addState(text, "carafe_health_gate", labels, lower(state), lower(gate.state()));
      }
    }
  }

  private static void addPods(OpenMetricsText text, NodeStatus status) {
    text.family("carafe_pod_failing", Kind.GAUGE, "1 where a step of the pod has failed.");
    for (PodStatus pod : status.pods().values()) {
      text.sample(Map.of("pod", pod.name()), pod.lastError().isPresent() ? 1 : 0);
    }
  }

  private static void addContainers(OpenMetricsText text, NodeStatus status) {
    text.family("carafe_container_state", Kind.STATE_SET, "What the container does.");
    forEachContainer(
        status,
        (labels, container) -> {
          for (String state : List.of("waiting", "running", "exited")) {
            addState(text, "carafe_container_state", labels, state, word(container.state()));
          }
        });
    text.family("carafe_container_restarts", Kind.COUNTER, "Starts after the first.");
    forEachContainer(status, (labels, container) -> text.sample(labels, container.restarts()));
    text.family("carafe_container_exit_code", Kind.GAUGE, "Of a container that has ended.");
    forEachContainer(
        status,
        (labels, container) -> exitCode(container).ifPresent(code -> text.sample(labels, code)));
  }

  @FunctionalInterface
  private interface ContainerMeasure {
    void add(Map<String, String> labels, ContainerStatus container);
  }

  private static void forEachContainer(NodeStatus status, ContainerMeasure measure) {
    for (PodStatus pod : status.pods().values()) {
      for (ContainerStatus container : pod.containers()) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("pod", pod.name());
        labels.put("container", container.name());
        measure.add(labels, container);
      }
    }
  }

  /// One state of a set has the value 1.
  private static void addState(
      OpenMetricsText text, String family, Map<String, String> labels, String state, String now) {
    Map<String, String> all = new LinkedHashMap<>(labels);
    all.put(family, state);
    text.sample(all, state.equals(now) ? 1 : 0);
  }

  private static String word(ContainerStatus.State state) {
    return switch (state) {
      case ContainerStatus.Waiting _ -> "waiting";
      case ContainerStatus.Running _ -> "running";
      case ContainerStatus.Exited _ -> "exited";
    };
  }

  private static Optional<Integer> exitCode(ContainerStatus container) {
    return container.state() instanceof ContainerStatus.Exited exited
        ? Optional.of(exited.exitCode())
        : Optional.empty();
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
