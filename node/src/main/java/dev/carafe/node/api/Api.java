package dev.carafe.node.api;

import dev.carafe.node.audit.AuditLog;
import dev.carafe.node.ephemeral.EphemeralStorage;
import dev.carafe.node.exec.ContainerProcesses;
import dev.carafe.node.health.Measures.Measure;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.Machine;
import dev.carafe.node.http.EventBroadcast;
import dev.carafe.node.http.Handler;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.identity.Caller;
import dev.carafe.node.log.NodeLogs;
import dev.carafe.node.problems.Problems;
import dev.carafe.node.recorder.RecordedEntries;
import dev.carafe.node.remote.RemoteApi;
import dev.carafe.node.report.Reports;
import dev.carafe.node.settings.NodeSettings;
import dev.carafe.node.settings.Trial;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.node.update.Updates;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.audit.Act;
import dev.carafe.trust.certificate.Role;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The node's API: what Bottlerocket's clients know, and what is ours below `/v1`.
///
/// It answers before the settings are there; what needs them is 503 until then.
///
/// Source: [Bottlerocket's
/// API](https://github.com/bottlerocket-os/bottlerocket-core-kit/blob/develop/sources/api/openapi.yaml).
public final class Api {
  private final Json.Struct os;
  private final StatusBoard board;
  private final Machine machine;
  private final Reports reports;
  private final NodeLogs logs;
  private final Problems problems;
  private final RecordedEntries recorded;
  private final Consumer<Act> recorder;
  private final ObservationEndpoints observation;
  private volatile Witness witness = (_, _, _) -> {};
  private volatile boolean complete;
  private volatile Optional<NodeSettings> opened = Optional.empty();

  /// How the routes are made, when somebody asks first: the start does without them, as it is the
  /// pods that are waited for.
  private Supplier<List<Route>> making;

  private Optional<List<Route>> made = Optional.empty();

  /// @param os what `GET /os` answers
  /// @param archive the file name of the class-data archive
  /// @param documents the folder with the image's bill of materials and manifest
  /// @param events for who watches
  /// @param recorder told of every act
  public Api(
      Json.Struct os,
      StatusBoard board,
      Machine machine,
      Reports reports,
      NodeLogs logs,
      String archive,
      Path documents,
      EventBroadcast events,
      Problems problems,
      RecordedEntries recorded,
      Consumer<Act> recorder) {
    this.os = os;
    this.board = board;
    this.machine = machine;
    this.reports = reports;
    this.logs = logs;
    this.problems = problems;
    this.recorded = recorded;
    this.recorder = recorder;
    this.observation = new ObservationEndpoints(os, board, machine, archive, documents, events);
    this.making = this::early;
  }

  /// Begins to answer what needs the settings.
  ///
  /// @param reboot begins to start the machine anew, and returns
  public synchronized void open(
      NodeSettings settings,
      Reconfiguration reconfiguration,
      Trial trial,
      RemoteApi remote,
      AuditLog audit,
      ContainerProcesses containers,
      EphemeralStorage storage,
      Updates updates,
      Journal journal,
      Runnable reboot) {
    AuditTrail trail = new AuditTrail(audit, journal, recorder);
    witness = trail;
    opened = Optional.of(settings);
    making =
        () ->
            all(
                settings,
                reconfiguration,
                trial,
                remote,
                audit,
                new ExecEndpoints(containers, trail),
                List.of(
                    new PortForwardEndpoints(board, trail).routes(),
                    new EphemeralStorageEndpoints(storage).routes(),
                    new UpdateEndpoints(updates).routes(),
                    new ActionEndpoints(reboot).routes()));
    made = Optional.empty();
    complete = true;
  }

  private List<Route> early() {
    return joined(List.of(observation.open(), observation.routes()));
  }

  private List<Route> all(
      NodeSettings settings,
      Reconfiguration reconfiguration,
      Trial trial,
      RemoteApi remote,
      AuditLog audit,
      ExecEndpoints exec,
      List<List<Route>> actions) {
    Metrics metrics = metrics(settings);
    MachineEndpoints onMachine = new MachineEndpoints(machine, metrics, board);
    SupportEndpoints support =
        new SupportEndpoints(
            settings,
            os,
            board,
            machine,
            onMachine,
            observation,
            metrics,
            problems,
            recorded,
            reports,
            logs,
            InstantSource.system());
    return joined(
        List.of(
            observation.open(),
            observation.routes(),
            new SettingsEndpoints(settings, reconfiguration, trial).routes(),
            new MetadataEndpoints(settings, os).routes(),
            new HistoryEndpoints(settings, reconfiguration, trial).routes(),
            new IdentityEndpoints(remote).routes(),
            new AuditEndpoints(audit).routes(),
            onMachine.routes(),
            new ReportEndpoints(reports).routes(),
            new LogEndpoints(logs, InstantSource.system()).routes(),
            new ProblemEndpoints(problems).routes(),
            new BootEndpoints(board).routes(),
            new AttestationEndpoints(machine.attestor()).routes(),
            new RecorderEndpoints(recorded, InstantSource.system()).routes(),
            support.routes(),
            new AgentEndpoints().routes(),
            exec.routes(),
            joined(actions)));
  }

  private Metrics metrics(NodeSettings settings) {
    return new Metrics(os, machine, problems, () -> settings.store().live().number());
  }

  /// The values of one of the node's metrics; none before the settings are there.
  public List<Measure> measures(String name) {
    return opened
        .map(settings -> metrics(settings).measures(name, board.status()))
        .orElse(List.of());
  }

  /// For who may use the local socket, or shows a certificate of a client.
  public Handler certified() {
    return request -> {
      boolean all = complete;
      Response response = new Router(routes(), Caller::of, witness).answer(request);
      return response.status() == Status.NOT_FOUND && !all
          ? Response.text(Status.UNAVAILABLE, "the settings are not there yet; ask again")
          : response;
    };
  }

  /// For anybody who reaches the network port.
  public Handler network() {
    return new Router(
        observation.open(),
        peer -> Optional.of(new Caller("anybody", Role.READER, peer.address())),
        (_, _, _) -> {});
  }

  /// Everything that can be asked for over the local socket by now.
  synchronized List<Route> routes() {
    List<Route> routes = made.orElseGet(making);
    made = Optional.of(routes);
    return routes;
  }

  private static List<Route> joined(List<List<Route>> parts) {
    List<Route> all = new ArrayList<>();
    parts.forEach(all::addAll);
    return List.copyOf(all);
  }
}
