package dev.carafe.node;

import dev.carafe.node.api.Api;
import dev.carafe.node.api.Reconfiguration;
import dev.carafe.node.audit.AuditLog;
import dev.carafe.node.configuration.Preview;
import dev.carafe.node.ephemeral.EphemeralStorage;
import dev.carafe.node.exec.LocalProcesses;
import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Disks;
import dev.carafe.node.host.HostProcesses;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.Machine;
import dev.carafe.node.host.OsRelease;
import dev.carafe.node.host.ProcessTable;
import dev.carafe.node.host.Self;
import dev.carafe.node.host.SystemManager;
import dev.carafe.node.http.EventBroadcast;
import dev.carafe.node.http.HttpServer;
import dev.carafe.node.log.NodeLogs;
import dev.carafe.node.remote.RemoteApi;
import dev.carafe.node.report.ExaminedHost;
import dev.carafe.node.report.Reports;
import dev.carafe.node.settings.Commit;
import dev.carafe.node.settings.MemoryDirectory;
import dev.carafe.node.settings.NodeSettings;
import dev.carafe.node.settings.Trial;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.node.tpm.Attestor;
import dev.carafe.node.update.FakeRepository;
import dev.carafe.node.update.FakeSlots;
import dev.carafe.node.update.SampleUpdates;
import dev.carafe.node.update.UpdatePolicy;
import dev.carafe.node.update.UpdateStore;
import dev.carafe.node.update.Updater;
import dev.carafe.node.update.Updates;
import dev.carafe.settings.generation.Directory;
import dev.carafe.settings.generation.GenerationStore;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.reading.SettingsReader;
import dev.carafe.settings.schema.Schema;
import dev.carafe.trust.release.Channel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The API on its socket, over the components' own schema and templates and the real store, in a
/// folder of its own. What it would run on the host is noted.
@SuppressWarnings("exports") // of tests alone
public final class ServedNode implements AutoCloseable {
  private final Path root;
  private final Place place;
  private final List<List<String>> commands = Collections.synchronizedList(new ArrayList<>());
  private final NotingProcesses processes = new NotingProcesses(commands);
  private final StatusBoard board = new StatusBoard();
  private final EventBroadcast events = new EventBroadcast();
  private final LocalProcesses containers = new LocalProcesses();
  private final OsRelease os;
  private final Watches watches;
  private final Api api;
  private final HttpServer server;

  private ServedNode(Path root) {
    this.root = root;
    this.place = new Place(root, 0, 0);
    this.os = OsRelease.read(place.osRelease());
    Machine machine =
        new Machine(
            new Self(Path.of("/proc")),
            new DataPartition(Path.of("/proc/self/mounts"), Path.of("/")),
            new ProcessTable(Path.of("/proc")),
            new Disks(place.blockDevices(), Path.of("/proc/self/mountinfo")),
            new SystemManager(place.systemctl(), processes),
            Attestor.of(root));
    Reports reports =
        new Reports(
            new ExaminedHost(root, place.nft(), machine.system(), processes),
            InstantSource.system());
    this.watches = new Watches(place, machine.data(), board, events, journal());
    NodeLogs logs = new NodeLogs(root, place.podLogs(), processes, new HostProcesses());
    this.api =
        new Api(
            os.json(),
            board,
            machine,
            reports,
            logs,
            place.archive(),
            place.documents(),
            events,
            watches.problems(),
            watches.entries(),
            watches::record);
    this.server = HttpServer.onUnixSocket(socket(), api.certified());
  }

  /// Makes the root and serves it.
  public static ServedNode make(Path root) throws IOException {
    NodeRoot.make(root);
    Files.writeString(root.resolve("usr/share/carafe/manifest.json"), "{}");
    return serve(root);
  }

  /// Serves an earlier one's root as if nobody had set anything.
  public static ServedNode serveAfresh(Path root) throws IOException {
    Path store = root.resolve("var/lib/carafe");
    if (Files.exists(store)) {
      try (Stream<Path> files = Files.walk(store)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return serve(root);
  }

  /// Serves what an earlier one left.
  public static ServedNode serve(Path root) {
    ServedNode node = new ServedNode(root);
    Configuration configuration =
        Configuration.open(
            node.place,
            Configuration.schema(node.place),
            node.os.json(),
            Map.of(),
            node.processes,
            node.board,
            node.events,
            journal());
    configuration.provision(List.of(), List.of());
    configuration.trial().resume();
    configuration.applyAll();
    return node.open(configuration.settings(), configuration, configuration.trial());
  }

  /// Serves settings that are kept on this disk; they change nothing on the host.
  public static ServedNode onDisk(Path root, Directory disk) throws IOException {
    NodeRoot.make(root);
    ServedNode node = new ServedNode(root);
    Schema schema = Configuration.schema(node.place);
    NodeSettings settings =
        new NodeSettings(
            schema,
            new SettingsReader(schema),
            GenerationStore.open(disk, schema, Clock.systemUTC()));
    return node.open(settings, new NoHost(), new Trial(root.resolve("trial/note"), _ -> {}));
  }

  /// Serves before the settings are there.
  public static ServedNode start(Path root) throws IOException {
    NodeRoot.make(root);
    return new ServedNode(root);
  }

  private ServedNode open(NodeSettings settings, Reconfiguration reconfiguration, Trial trial) {
    api.open(
        settings,
        reconfiguration,
        trial,
        new RemoteApi(place.identity(), api.certified(), board, journal()),
        AuditLog.in(place.auditLog(), Clock.systemUTC()),
        containers,
        new EphemeralStorage(
            root,
            new Disks(place.blockDevices(), Path.of("/proc/self/mountinfo")),
            new SystemManager(place.systemctl(), (_, _) -> ""),
            (_, _) -> "",
            journal()),
        updates(settings),
        journal(),
        () -> commands.add(List.of("reboot")));
    return this;
  }

  /// A newer system is offered, and an older one is on the disk. Commands have ended when they are
  /// answered.
  private static Updates updates(NodeSettings settings) {
    Channel channel = new Channel("stable", List.of(SampleUpdates.release("0.2.0", '2')));
    return Updater.open(
        new FakeRepository(channel),
        new FakeSlots(SampleUpdates.image("0.1.0", '1'), SampleUpdates.image("0.0.9", '0')),
        new UpdateStore(new MemoryDirectory()),
        () -> UpdatePolicy.read(settings.effective()),
        InstantSource.system(),
        Runnable::run,
        journal());
  }

  private static Journal journal() {
    return new Journal(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
  }

  public Path root() {
    return root;
  }

  public LocalProcesses containers() {
    return containers;
  }

  public Path socket() {
    return place.apiSocket();
  }

  public Api api() {
    return api;
  }

  public StatusBoard board() {
    return board;
  }

  /// How many wait for events.
  public int listeners() {
    return events.listeners();
  }

  /// What was run, and `reboot`.
  public List<List<String>> commands() {
    return List.copyOf(commands);
  }

  @Override
  public void close() {
    server.close();
  }

  private record NoHost() implements Reconfiguration {
    @Override
    public void apply(List<String> services) {}

    @Override
    public Preview preview(SettingsTree settings, List<String> services) {
      return new Preview(List.of(), List.of(), List.of());
    }

    @Override
    public void committed(Commit commit, String author) {}
  }
}
