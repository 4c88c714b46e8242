package dev.carafe.node;

import dev.carafe.node.api.Api;
import dev.carafe.node.configuration.Reaction;
import dev.carafe.node.console.Console;
import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Disks;
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
import dev.carafe.node.pods.PodReader;
import dev.carafe.node.pods.Pods;
import dev.carafe.node.pods.PublishedPorts;
import dev.carafe.node.provisioning.UserDataDocument;
import dev.carafe.node.registry.PreloadedImages;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.node.status.UnitWatch;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.schema.Schema;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The one program of ours on a node.
///
/// Two threads share the start, for the machine has two processors and every millisecond counts:
/// one reads what the user wants and starts the pods, the other opens the servers. Pods need
/// nothing of the second but the preloaded images.
final class Agent {
  /// What problems call the user data.
  private static final String USER_DATA = "user-data";

  private final Place place;
  private final Processes processes;
  private final Map<String, String> environment;
  private final Journal journal;
  private final Self self = new Self(Path.of("/proc"));
  private final StatusBoard board = new StatusBoard();
  private final List<HttpServer> servers = new ArrayList<>();
  private final AtomicBoolean goingOff = new AtomicBoolean();
  private final EventBroadcast events = new EventBroadcast();
  private volatile Optional<Pods> pods = Optional.empty();

  Agent(Place place, Processes processes, Map<String, String> environment, Journal journal) {
    this.place = place;
    this.processes = processes;
    this.environment = Map.copyOf(environment);
    this.journal = journal;
  }

  /// Starts everything and returns when the agent is ready.
  void start() throws InterruptedException {
    OsRelease os = OsRelease.read(place.osRelease());
    Api api = api(os);
    Thread opening = Thread.ofPlatform().name("servers").start(() -> openServers(api));
    Configuration configuration = configure(os);
    provision(configuration);
    configuration.trial().resume();
    configuration.applyAll();
    api.open(configuration.settings(), configuration, configuration.trial(), this::reboot);
    pods.ifPresent(Pods::start);
    opening.join();
    sayReady();
    listenToPowerButton();
    watchUnits();
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
    servers.forEach(HttpServer::close);
    pods.ifPresent(Pods::stop);
  }

  private void powerOff() {
    journal.info("power button pressed, the machine goes off");
    end(SystemManager.End.POWEROFF);
  }

  private void reboot() {
    journal.info("the machine starts anew, as the API was asked to");
    Thread.ofPlatform().name("reboot").start(() -> end(SystemManager.End.REBOOT));
  }

  /// Ends the pods and then the system.
  void end(SystemManager.End how) {
    if (!goingOff.compareAndSet(false, true)) {
      return;
    }
    try {
      if (pods.isPresent()) {
        pods.get().end();
      }
      system().end(how);
    } catch (ProgramFailedException e) {
      journal.warning(String.valueOf(e.getMessage()));
      goingOff.set(false);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  StatusBoard board() {
    return board;
  }

  private Configuration configure(OsRelease os) {
    Schema schema = Configuration.schema(place);
    Pods made = new Pods(place.containerd(), place.podLogs(), publishedPorts(), board, journal);
    pods = Optional.of(made);
    Map<String, Reaction> reactions =
        Map.of(
            "motd", settings -> board.update(status -> status.withMotd(motd(settings))),
            "pods", settings -> made.want(PodReader.read(settings)));
    return Configuration.open(
        place,
        schema,
        os.json(),
        _ -> Optional.empty(),
        reactions,
        processes,
        board,
        events,
        journal);
  }

  private static Optional<String> motd(SettingsTree settings) {
    return settings.json().text("motd");
  }

  private PublishedPorts publishedPorts() {
    return new PublishedPorts(place.nft(), processes);
  }

  private void provision(Configuration configuration) {
    List<UserDataDocument> documents = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Path file = place.userData();
    if (Files.exists(file)) {
      try {
        documents.add(new UserDataDocument(USER_DATA, Files.readString(file)));
      } catch (IOException e) {
        problems.add(
            new Problem(
                new Position(USER_DATA, 1, 1),
                "could not read user data: " + e.getMessage(),
                "write UTF-8"));
      }
    }
    configuration.provision(documents, problems, journal);
  }

  private Api api(OsRelease os) {
    Machine machine =
        new Machine(
            self,
            new DataPartition(Path.of("/proc/self/mounts"), place.data()),
            new ProcessTable(Path.of("/proc")),
            new Disks(place.blockDevices(), Path.of("/proc/self/mountinfo")),
            system());
    return new Api(
        os.json(), board, machine, place.archive(), place.documents(), events, (_, _, _) -> {});
  }

  private synchronized void openServers(Api api) {
    InetSocketAddress loopback =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), place.registryPort());
    servers.add(HttpServer.onPort(loopback, new PreloadedImages(place.preloadedImages())));
    servers.add(HttpServer.onUnixSocket(place.apiSocket(), api.local()));
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
