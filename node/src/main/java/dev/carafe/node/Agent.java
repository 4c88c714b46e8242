package dev.carafe.node;

import dev.carafe.node.api.Api;
import dev.carafe.node.audit.AuditLog;
import dev.carafe.node.boot.BootSettings;
import dev.carafe.node.configuration.Reaction;
import dev.carafe.node.console.Console;
import dev.carafe.node.containerd.ContainerdProcesses;
import dev.carafe.node.ephemeral.EphemeralStorage;
import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Disks;
import dev.carafe.node.host.HostProcesses;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.Machine;
import dev.carafe.node.host.OsRelease;
import dev.carafe.node.host.PowerButton;
import dev.carafe.node.host.ProcessTable;
import dev.carafe.node.host.Processes;
import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.node.host.Self;
import dev.carafe.node.host.ServiceManager;
import dev.carafe.node.host.SystemManager;
import dev.carafe.node.http.EventBroadcast;
import dev.carafe.node.http.HttpServer;
import dev.carafe.node.log.LogDestinations;
import dev.carafe.node.log.LogShipping;
import dev.carafe.node.log.NodeLogs;
import dev.carafe.node.metadata.Patience;
import dev.carafe.node.network.NameServers;
import dev.carafe.node.network.NetworkSetup;
import dev.carafe.node.provisioning.Provisioning;
import dev.carafe.node.registry.PreloadedImages;
import dev.carafe.node.remote.RemoteApi;
import dev.carafe.node.report.ExaminedHost;
import dev.carafe.node.report.Reports;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.node.status.UnitWatch;
import dev.carafe.node.tpm.Attestor;
import dev.carafe.settings.Key;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.schema.Schema;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// The one program of ours on a node.
///
/// Two threads share the start, for the machine has two processors and every millisecond counts:
/// one reads what the user wants and starts the pods, the other opens the servers. Pods need
/// nothing of the second but the preloaded images.
final class Agent {
  private final Place place;
  private final Processes processes;
  private final Map<String, String> environment;
  private final Journal journal;
  private final Self self = new Self(Path.of("/proc"));
  private final StatusBoard board = new StatusBoard();
  private final List<HttpServer> servers = new ArrayList<>();
  private final AtomicBoolean goingOff = new AtomicBoolean();
  private final NetworkSetup network;
  private final BootSettings boot;
  private final EventBroadcast events = new EventBroadcast();
  private final Watches watches;
  private final Workloads workloads;
  private final NodeUpdates updates;
  private final BootGates gates;
  private Optional<LogShipping> shipping = Optional.empty();

  Agent(Place place, Processes processes, Map<String, String> environment, Journal journal) {
    this.place = place;
    this.processes = processes;
    this.environment = Map.copyOf(environment);
    this.journal = journal;
    this.watches = new Watches(place, dataPartition(), board, events, journal);
    this.workloads = new Workloads(place, processes, dataPartition(), board, journal);
    this.updates =
        new NodeUpdates(place, processes, dataPartition(), board, journal, this::startAnew);
    this.gates =
        new BootGates(
            place,
            processes,
            dataPartition(),
            board,
            watches.problems(),
            events,
            journal,
            updates::proved,
            () -> end(SystemManager.End.REBOOT));
    this.network = new NetworkSetup(place.root(), system());
    this.boot =
        new BootSettings(
            place.root(), place.bootNote(), dataPartition(), processes, board, journal);
  }

  /// Starts everything and returns when the agent is ready, or the machine is to start anew.
  void start() throws InterruptedException {
    OsRelease os = OsRelease.read(place.osRelease());
    Api api = api(os);
    Thread opening = Thread.ofPlatform().name("servers").start(() -> openServers(api));
    RemoteApi remote = new RemoteApi(place.identity(), api.certified(), board, journal);
    Configuration configuration = configure(os, remote);
    configuration.trial().resume();
    updates.use(os, configuration.settings());
    api.open(
        configuration.settings(),
        configuration,
        configuration.trial(),
        remote,
        AuditLog.in(place.auditLog(), Clock.systemUTC()),
        new ContainerdProcesses(
            place.containerd(), place.execPipes(), place.systemdTmpfiles(), processes),
        new EphemeralStorage(place.root(), disks(), system(), processes, journal),
        updates,
        journal,
        this::reboot);
    CloudDuties duties = new CloudDuties(place, configuration.settings(), os, processes, journal);
    Provisioner.Provisioned provisioned = provision(configuration);
    if (boot.demandsReboot() && ends(SystemManager.End.REBOOT)) {
      return;
    }
    duties.whenInService(provisioned.facts(), () -> workloads.begin(configuration, api));
    opening.join();
    sayReady();
    duties.begin(provisioned.facts(), provisioned.first());
    listenToPowerButton();
    watchUnits();
    watches.begin(os);
    gates.begin(api::measures);
    updates.begin();
    Console console = new Console(place.root(), os, place.apiPort(), board, journal);
    Thread.ofPlatform().daemon().name("console").start(console::run);
  }

  private SystemManager system() {
    return new SystemManager(place.systemctl(), processes);
  }

  private void watchUnits() {
    UnitWatch watch = new UnitWatch(system(), board, journal);
    Thread.ofPlatform().daemon().name("units").start(watch::run);
  }

  private void listenToPowerButton() {
    PowerButton button = new PowerButton(place.root(), journal, this::powerOff);
    Thread.ofPlatform().daemon().name("buttons").start(button::listen);
  }

  /// Closes the servers; pods keep running.
  synchronized void stop() {
    gates.end();
    servers.forEach(HttpServer::close);
    workloads.stop();
    watches.end();
  }

  private void powerOff() {
    journal.info("power button pressed, the machine goes off");
    end(SystemManager.End.POWEROFF);
  }

  private void reboot() {
    journal.info("the machine starts anew, as the API was asked to");
    startAnew();
  }

  private void startAnew() {
    Thread.ofPlatform().name("reboot").start(() -> end(SystemManager.End.REBOOT));
  }

  /// Ends the pods and then the system.
  void end(SystemManager.End how) {
    if (!goingOff.compareAndSet(false, true)) {
      return;
    }
    gates.end();
    try {
      workloads.end();
      goingOff.set(ends(how));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether systemd has begun to end the system.
  private boolean ends(SystemManager.End how) {
    try {
      system().end(how);
      return true;
    } catch (ProgramFailedException e) {
      journal.warning(String.valueOf(e.getMessage()));
      return false;
    }
  }

  StatusBoard board() {
    return board;
  }

  private Configuration configure(OsRelease os, RemoteApi remote) {
    Schema schema = Configuration.schema(place);
    Map<String, Reaction> reactions = new TreeMap<>(workloads.reactions());
    reactions.put("motd", settings -> board.update(status -> status.withMotd(motd(settings))));
    reactions.put("boot", boot);
    reactions.put("health", gates);
    reactions.put("api", remote);
    reactions.put("log", settings -> ship(LogDestinations.read(settings)));
    reactions.put("dns", settings -> network.apply(nameServers(settings)));
    return Configuration.open(
        place, schema, os.json(), reactions, processes, board, events, journal);
  }

  private static Optional<String> motd(SettingsTree settings) {
    return settings.json().text("motd");
  }

  private void ship(LogDestinations destinations) {
    destinations.lacking().forEach(journal::warning);
    if (!destinations.complete().isEmpty() || shipping.isPresent()) {
      LogShipping all =
          shipping.orElseGet(
              () -> new LogShipping(place.root(), processes, new HostProcesses(), journal));
      shipping = Optional.of(all);
      all.apply(destinations.complete());
    }
  }

  private static NameServers nameServers(SettingsTree settings) {
    return settings.get(Key.of("dns", "name-servers")).isPresent()
        ? NameServers.OWN
        : NameServers.OFFERED;
  }

  private Provisioner.Provisioned provision(Configuration configuration)
      throws InterruptedException {
    Provisioning provisioning = Provisioning.of(place.root(), processes, Patience.ofFirstBoot());
    return new Provisioner(place, provisioning, configuration, network, journal).run();
  }

  private Api api(OsRelease os) {
    Machine machine =
        new Machine(
            self,
            dataPartition(),
            new ProcessTable(Path.of("/proc")),
            disks(),
            system(),
            Attestor.of(place.root()));
    Reports reports =
        new Reports(
            new ExaminedHost(place.root(), place.nft(), system(), processes),
            InstantSource.system());
    NodeLogs logs = new NodeLogs(place.root(), place.podLogs(), processes, new HostProcesses());
    return new Api(
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
  }

  private Disks disks() {
    return new Disks(place.blockDevices(), Path.of("/proc/self/mountinfo"));
  }

  private DataPartition dataPartition() {
    return new DataPartition(Path.of("/proc/self/mounts"), place.data());
  }

  private synchronized void openServers(Api api) {
    InetSocketAddress loopback =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), place.registryPort());
    servers.add(HttpServer.onPort(loopback, new PreloadedImages(place.preloadedImages())));
    servers.add(HttpServer.onUnixSocket(place.apiSocket(), api.certified()));
    servers.add(HttpServer.onPort(new InetSocketAddress(place.apiPort()), api.network()));
  }

  private void sayReady() {
    Duration uptime = self.uptime();
    board.update(status -> status.readyAfter(uptime));
    journal.info(
        "ready "
            + uptime.toMillis()
            + " ms after the kernel's start, class-data archive "
            + (self.mapsArchive(place.archive()) ? "in use" : "not in use"));
    new ServiceManager(environment, place.systemdNotify(), processes).ready("ready");
  }
}
