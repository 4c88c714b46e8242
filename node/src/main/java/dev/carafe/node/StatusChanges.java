package dev.carafe.node;

import dev.carafe.node.host.FailedUnit;
import dev.carafe.node.recorder.EntryKind;
import dev.carafe.node.recorder.Recorder;
import dev.carafe.node.status.ContainerStatus;
import dev.carafe.node.status.NodeStatus;
import dev.carafe.node.status.PodStatus;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.json.Json;
import java.util.HashMap;
import java.util.Map;

/// Records what has changed on the status board: units that fail, and what pods and their
/// containers do. What comes and goes between two looks is not seen, but that a container was
/// started again is. For one thread.
final class StatusChanges {
  private final StatusBoard board;
  private final Recorder recorder;
  private Map<String, String> units = new HashMap<>();
  private Map<String, String> containers = new HashMap<>();

  StatusChanges(StatusBoard board, Recorder recorder) {
    this.board = board;
    this.recorder = recorder;
  }

  void look() {
    NodeStatus status = board.status();
    Map<String, String> nowUnits = new HashMap<>();
    for (FailedUnit unit : status.failedUnits()) {
      nowUnits.put(unit.name(), "failed: " + unit.result());
    }
    Map<String, String> nowContainers = new HashMap<>();
    for (PodStatus pod : status.pods().values()) {
      nowContainers.put(pod.name(), pod.lastError().map(why -> "fails: " + why).orElse("no error"));
      for (ContainerStatus container : pod.containers()) {
        nowContainers.put(pod.name() + "/" + container.name(), state(container));
      }
    }
    record(EntryKind.UNIT, units, nowUnits, "well");
    record(EntryKind.CONTAINER, containers, nowContainers, "gone");
    units = nowUnits;
    containers = nowContainers;
  }

  private static String state(ContainerStatus container) {
    String state =
        switch (container.state()) {
          case ContainerStatus.Waiting(String on) -> "waits for " + on;
          case ContainerStatus.Running(boolean ready) -> ready ? "runs" : "runs, not ready";
          case ContainerStatus.Exited exited ->
              "ended with " + exited.exitCode() + ", " + exited.reason();
        };
    return container.restarts() == 0 ? state : state + ", start " + (container.restarts() + 1);
  }

  private void record(
      EntryKind kind, Map<String, String> before, Map<String, String> now, String absent) {
    now.forEach((name, state) -> {
      if (!state.equals(before.get(name))) {
        record(kind, name, state);
      }
    });
    before.forEach((name, _) -> {
      if (!now.containsKey(name)) {
        record(kind, name, absent);
      }
    });
  }

  private void record(EntryKind kind, String name, String state) {
    recorder.record(kind, Json.object().with("name", name).with("state", state).build());
  }
}
