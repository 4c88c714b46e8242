package dev.carafe.node.api;

import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.FailedUnit;
import dev.carafe.node.host.Self;
import dev.carafe.node.status.ContainerStatus;
import dev.carafe.node.status.NodeStatus;
import dev.carafe.node.status.PodStatus;
import dev.carafe.settings.json.Json;
import java.time.Instant;
import java.util.Locale;

/// How the node does, as JSON. The format is described in `docs/formats/health.md`.
final class HealthDocument {
  private HealthDocument() {}

  static Json of(NodeStatus status, Self self, DataPartition data, String archive) {
    Json.Builder document =
        Json.object()
            .with("status", status.verdict().name().toLowerCase(Locale.ROOT))
            .with(
                "problems",
                Json.of(
                    status.problems().stream()
                        .map(problem -> Json.of(problem.toString()))
                        .toList()))
            .with(
                "failed_units",
                Json.of(status.failedUnits().stream().map(HealthDocument::failedUnit).toList()))
            .with(
                "pods", Json.of(status.pods().values().stream().map(HealthDocument::pod).toList()));
    if (status.boot().isPresent()) {
      document.with("boot", BootDocument.of(status.boot(), BootDocument.Detail.WORDS));
    }
    return document
        .with("agent", agent(status, self, archive))
        .with("machine", machine(self, data))
        .build();
  }

  private static Json failedUnit(FailedUnit unit) {
    return Json.object()
        .with("name", unit.name())
        .with("description", unit.description())
        .with("result", unit.result())
        .build();
  }

  private static Json agent(NodeStatus status, Self self, String archive) {
    Json.Builder agent = Json.object();
    status.readyAfter().ifPresent(uptime -> agent.with("ready_after_ms", uptime.toMillis()));
    return agent
        .with("uptime_ms", self.uptime().toMillis())
        .with("class_data_archive", Json.of(self.mapsArchive(archive)))
        .with("memory_bytes", self.memory())
        .build();
  }

  private static Json machine(Self self, DataPartition data) {
    Json.Builder machine =
        Json.object()
            .with("memory_bytes", self.machineMemory())
            .with("memory_available_bytes", self.machineMemoryAvailable());
    data.space()
        .ifPresent(space ->
            machine
                .with("data_bytes", space.total())
                .with("data_available_bytes", space.available()));
    return machine.build();
  }

  private static Json pod(PodStatus pod) {
    return Json.object()
        .with("name", pod.name())
        .with("address", pod.address())
        .with(
            "containers",
            Json.of(pod.containers().stream().map(HealthDocument::container).toList()))
        .with("last_error", pod.lastError())
        .build();
  }

  private static Json container(ContainerStatus container) {
    Json.Builder document =
        Json.object()
            .with("name", container.name())
            .with("image", container.image())
            .with("restarts", container.restarts());
    return switch (container.state()) {
      case ContainerStatus.Running(boolean ready) ->
          document.with("state", "running").with("ready", Json.of(ready)).build();
      case ContainerStatus.Waiting(String on) ->
          document.with("state", "waiting").with("waits_for", on).build();
      case ContainerStatus.Exited exited ->
          document
              .with("state", "exited")
              .with("exit_code", exited.exitCode())
              .with("reason", exited.reason())
              .with("starts_again", exited.again().map(Instant::toString))
              .build();
    };
  }
}
