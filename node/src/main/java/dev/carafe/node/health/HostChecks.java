package dev.carafe.node.health;

import dev.carafe.node.host.Processes;
import dev.carafe.node.host.SystemManager;
import dev.carafe.node.status.PodStatus;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.node.web.Authorities;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Looks at this host: its systemd, its containers, its own numbers, and servers that it can reach.
public final class HostChecks implements Checks {
  private final StatusBoard board;
  private final UnitChecks units;
  private final ContainerChecks containers;
  private final ServerChecks servers;
  private final Measures measures;

  /// @param root `/` on a node
  /// @param containerd the runtime's socket
  public HostChecks(
      Path root,
      Path containerd,
      SystemManager system,
      Processes processes,
      StatusBoard board,
      Measures measures) {
    this.board = board;
    this.units = new UnitChecks(system, root.resolve("usr/bin/journalctl"), processes);
    this.containers = new ContainerChecks(containerd);
    this.servers =
        new ServerChecks(new Authorities(root.resolve("etc/ssl/certs/ca-certificates.crt")));
    this.measures = measures;
  }

  @Override
  public Optional<String> fault(Check check, Duration limit) {
    return switch (check) {
      case Check.AgentReady _ ->
          board.status().readyAfter().isPresent() ? Optional.empty() : Optional.of("it is not");
      case Check.RuntimeAnswers _ -> containers.fault();
      case Check.UnitsWell _ -> units.fault();
      case Check.UnitActive unit -> units.fault(unit);
      case Check.HttpAnswer answer -> servers.fault(answer, limit);
      case Check.TcpConnection connection -> servers.fault(connection, limit);
      case Check.ProgramEnds program -> containers.fault(program, limit);
      case Check.PodReady(String pod) -> podFault(pod);
      case Check.MetricWithin metric -> fault(metric);
    };
  }

  private Optional<String> podFault(String pod) {
    PodStatus status = board.status().pods().get(pod);
    return status == null ? Optional.of("there is no pod '" + pod + "'") : status.fault();
  }

  private Optional<String> fault(Check.MetricWithin check) {
    List<Measures.Measure> measured =
        measures.of(check.metric()).stream()
            .filter(measure -> measure.labels().entrySet().containsAll(check.labels().entrySet()))
            .toList();
    if (measured.isEmpty()) {
      return Optional.of("there is no metric '" + check.metric() + "' with these labels");
    }
    return measured.stream()
        .filter(measure -> !check.isWithin(measure.value()))
        .findFirst()
        .map(measure ->
            "it is " + measure.value().toPlainString() + ", expected " + check.expected());
  }

  @Override
  public List<String> log(Check check) {
    return switch (check) {
      case Check.UnitsWell _ -> units.log();
      case Check.UnitActive(String unit) -> units.log(unit);
      case Check.RuntimeAnswers _ -> units.log("containerd.service");
      case Check.AgentReady _,
          Check.HttpAnswer _,
          Check.TcpConnection _,
          Check.ProgramEnds _,
          Check.PodReady _,
          Check.MetricWithin _ ->
          List.of();
    };
  }
}
