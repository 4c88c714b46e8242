package dev.carafe.node;

import dev.carafe.node.api.Api;
import dev.carafe.node.audit.AuditLog;
import dev.carafe.node.configuration.Reaction;
import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Disks;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.Machine;
import dev.carafe.node.host.OsRelease;
import dev.carafe.node.host.ProcessTable;
import dev.carafe.node.host.Self;
import dev.carafe.node.host.SystemManager;
import dev.carafe.node.http.EventBroadcast;
import dev.carafe.node.http.HttpServer;
import dev.carafe.node.provisioning.UserDataDocument;
import dev.carafe.node.remote.RemoteApi;
import dev.carafe.node.status.StatusBoard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// The API on its socket, over the components' own schema and templates and the real store, in a
/// folder of its own. What it would run on the host is noted.
@SuppressWarnings("exports") // of tests alone
public final class ServedNode implements AutoCloseable {
  private final Path root;
  private final Api api;
  private final StatusBoard board;
  private final List<List<String>> commands;
  private final HttpServer server;

  private ServedNode(Path root, List<List<String>> commands, Api api, StatusBoard board) {
    this.root = root;
    this.commands = commands;
    this.api = api;
    this.board = board;
    this.server = HttpServer.onUnixSocket(root.resolve("run/api.sock"), api.certified());
  }

  /// Makes the root and serves it.
  public static ServedNode make(Path root) throws IOException {
    NodeRoot.make(root);
    return serve(root);
  }

  /// Serves what an earlier one left.
  public static ServedNode serve(Path root) {
    List<List<String>> commands = Collections.synchronizedList(new ArrayList<>());
    Place place = new Place(root, 0, 0);
    OsRelease os = OsRelease.read(place.osRelease());
    StatusBoard board = new StatusBoard();
    EventBroadcast events = new EventBroadcast();
    NotingProcesses processes = new NotingProcesses(commands);
    Configuration configuration =
        Configuration.open(
            place,
            Configuration.schema(place),
            os.json(),
            Map.<String, Reaction>of(),
            processes,
            board,
            events,
            new Journal(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)));
    configuration.provision(List.<UserDataDocument>of(), List.of());
    configuration.trial().resume();
    configuration.applyAll();
    Machine machine =
        new Machine(
            new Self(Path.of("/proc")),
            new DataPartition(Path.of("/proc/self/mounts"), Path.of("/")),
            new ProcessTable(Path.of("/proc")),
            new Disks(root.resolve("sys/class/block"), Path.of("/proc/self/mountinfo")),
            new SystemManager(place.systemctl(), processes));
    Api api = new Api(os.json(), board, machine, place.archive(), place.documents(), events);
    api.open(
        configuration.settings(),
        configuration,
        configuration.trial(),
        new RemoteApi(place.identity(), api.certified(), board, journal()),
        AuditLog.open(place.auditLog(), Clock.systemUTC()),
        journal(),
        () -> commands.add(List.of("reboot")));
    return new ServedNode(root, commands, api, board);
  }

  private static Journal journal() {
    return new Journal(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
  }

  public Path root() {
    return root;
  }

  public Path socket() {
    return root.resolve("run/api.sock");
  }

  public Api api() {
    return api;
  }

  public StatusBoard board() {
    return board;
  }

  /// What was run, and `reboot`.
  public List<List<String>> commands() {
    return List.copyOf(commands);
  }

  @Override
  public void close() {
    server.close();
  }
}
