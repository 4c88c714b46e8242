package dev.carafe.node.api;

import dev.carafe.node.host.Disk;
import dev.carafe.node.host.HostProcess;
import dev.carafe.node.host.Machine;
import dev.carafe.node.host.MountedAt;
import dev.carafe.node.host.ServiceUnit;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What runs on the machine below the agent, and what it runs from.
final class MachineEndpoints {
  private final Machine machine;
  private final Metrics metrics;
  private final StatusBoard board;

  MachineEndpoints(Machine machine, Metrics metrics, StatusBoard board) {
    this.machine = machine;
    this.metrics = metrics;
    this.board = board;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/metrics", (_, _) -> metrics()),
        Route.get("/v1/processes", (_, _) -> Response.json(processes())),
        Route.get("/v1/disks", (_, _) -> Response.json(disks())),
        Route.get("/v1/services", (_, _) -> Response.json(services())));
  }

  private Response metrics() {
    return Response.bytes(
        Status.OK,
        OpenMetricsText.TYPE,
        metrics.text(board.status()).getBytes(StandardCharsets.UTF_8));
  }

  private Json processes() {
    return Json.of(machine.processes().all().stream().map(MachineEndpoints::process).toList());
  }

  private static Json process(HostProcess process) {
    return Json.object()
        .with("pid", process.pid())
        .with("parent", process.parent())
        .with("name", process.name())
        .with("state", process.state())
        .with("memory_bytes", process.memory())
        .with(
            "cpu_seconds",
            new Json.Numeral(BigDecimal.valueOf(process.cpu().toMillis(), 3).toPlainString()))
        .with("command", SettingsEndpoints.texts(process.command()))
        .build();
  }

  Json disks() {
    return Json.of(machine.disks().all().stream().map(MachineEndpoints::disk).toList());
  }

  private static Json disk(Disk disk) {
    return Json.object()
        .with("name", disk.name())
        .with("model", disk.model())
        .with("label", disk.label())
        .with("bytes", disk.bytes())
        .with("read_only", Json.of(disk.readOnly()))
        .with("removable", Json.of(disk.removable()))
        .with("mounts", mounts(disk.mounts()))
        .with(
            "partitions",
            Json.of(disk.partitions().stream().map(MachineEndpoints::partition).toList()))
        .build();
  }

  private static Json partition(Disk.Partition partition) {
    return Json.object()
        .with("name", partition.name())
        .with("number", partition.number())
        .with("label", partition.label())
        .with("bytes", partition.bytes())
        .with("mounts", mounts(partition.mounts()))
        .build();
  }

  private static Json mounts(List<MountedAt> mounts) {
    return Json.of(mounts.stream().map(MachineEndpoints::mount).toList());
  }

  private static Json mount(MountedAt mount) {
    return Json.object()
        .with("path", mount.path())
        .with("type", mount.type())
        .with("read_only", Json.of(mount.readOnly()))
        .with("bytes", mount.bytes())
        .with("available_bytes", mount.available())
        .build();
  }

  Json services() {
    return Json.of(machine.system().services().stream().map(MachineEndpoints::service).toList());
  }

  private static Json service(ServiceUnit unit) {
    Json.Builder object =
        Json.object()
            .with("name", unit.name())
            .with("description", unit.description())
            .with("active_state", unit.activeState())
            .with("sub_state", unit.subState())
            .with("result", unit.result())
            .with("restarts", unit.restarts());
    unit.mainPid().ifPresent(pid -> object.with("main_pid", pid));
    unit.memory().ifPresent(bytes -> object.with("memory_bytes", bytes));
    return object.build();
  }
}
