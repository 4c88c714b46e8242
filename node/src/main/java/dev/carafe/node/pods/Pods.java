package dev.carafe.node.pods;

import dev.carafe.node.NodeException;
import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.cri.LostRecords;
import dev.carafe.node.cri.Sandbox;
import dev.carafe.node.disks.DiskUsers;
import dev.carafe.node.disks.MountedDisks;
import dev.carafe.node.host.Journal;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.node.storage.StorageKeeper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All pods of the node: waits for the container runtime, removes pods that nobody wants any more,
/// and gives each wanted one a keeper.
public final class Pods implements StorageKeeper.Residents, DiskUsers {
  private static final long BETWEEN_KNOCKS_MILLIS = 100;
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(30);

  /// For what nobody can say any more how long it may take.
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Path socket;
  private final LostRecords lost;
  private final LogRotation logs;
  private final PodVolumes volumes;
  private final PublishedPorts ports;
  private final MountedDisks disks;
  private final StatusBoard board;
  private final Journal journal;
  private final ThreadGroup threads = new ThreadGroup("pods");
  private final ContainerEvents events;

  /// Who keeps a pod, and by which thread once it does.
  private record Kept(Pod pod, PodKeeper keeper, Optional<Thread> thread) {}

  /// By the pod's name; of the thread that reconciles, but for those that have not begun.
  private final Map<String, Kept> kept = new TreeMap<>();

  private volatile Registries registries = Registries.open();
  private List<Pod> wanted = List.of();
  private boolean reconciled = true;

  /// Those that were wanted when all others had ended.
  private List<Pod> settled = List.of();

  /// @param socket the runtime's
  /// @param lost removed before any is made
  /// @param logs where it writes the logs of containers
  public Pods(
      Path socket,
      LostRecords lost,
      Path logs,
      PodVolumes volumes,
      PublishedPorts ports,
      MountedDisks disks,
      StatusBoard board,
      Journal journal) {
    this.socket = socket;
    this.lost = lost;
    this.logs = LogRotation.likeAKubelet(logs, socket, journal);
    this.volumes = volumes;
    this.ports = ports;
    this.disks = disks;
    this.board = board;
    this.journal = journal;
    this.events = new ContainerEvents(socket, this::wake, this::wakeAll);
  }

  private synchronized void wake(String pod) {
    Kept changed = kept.get(pod);
    if (changed != null) {
      changed.keeper().wake();
    }
  }

  private void wakeAll() {
    keepers().forEach(pod -> pod.keeper().wake());
  }

  /// Says which pods there should be; returns before they are.
  public synchronized void want(List<Pod> pods) {
    wanted = List.copyOf(pods);
    for (Pod pod : wanted) {
      kept.computeIfAbsent(
          pod.name(), _ -> new Kept(pod, keeper(pod, events::isListening), Optional.empty()));
    }
    reconciled = false;
    notifyAll();
  }

  /// Says how registries are reached from now on; what could not be pulled before is tried again.
  public void use(Registries changed) {
    registries = changed;
    keepers().forEach(pod -> pod.keeper().retryPulls());
  }

  /// The names of the images that pods are made from.
  @Override
  public synchronized Set<String> images() {
    return wanted.stream()
        .flatMap(pod -> pod.allContainers().stream())
        .map(Container::image)
        .collect(Collectors.toSet());
  }

  /// Ends a pod, takes its own data away, and starts it anew a minute later.
  @Override
  public void evict(String pod, String why) {
    keepers().stream()
        .filter(found -> found.pod().name().equals(pod))
        .forEach(found -> found.keeper().evict(why));
  }

  /// The names of those that have something of a folder, be they wanted still or about to end. The
  /// node's own see what is mounted and unmounted.
  @Override
  public synchronized List<String> of(Path folder) {
    return Stream.concat(wanted.stream(), settled.stream())
        .filter(pod -> !pod.isNodesOwn() && pod.has(folder))
        .map(Pod::name)
        .distinct()
        .toList();
  }

  @Override
  public void diskChanged() {
    wakeAll();
  }

  /// Starts the threads that keep the pods, and returns.
  public void start() {
    Thread.ofPlatform().group(threads).daemon().name("pods").start(this::run);
  }

  /// Lets go of the pods; they keep running.
  public void stop() {
    threads.interrupt();
  }

  /// Ends the pods, as the machine is about to go off; returns when they have ended, or after less
  /// than half a minute.
  public void end() throws InterruptedException {
    stop();
    new PodsEnd(socket, journal).run();
  }

  /// Runs pods that end, all at once, and returns how each has ended, by its name. Those that run
  /// already are waited for, and those that have ended already are not run again.
  ///
  /// @param patience for what it takes to run one that fails again and again
  public Map<String, PodEnd> runToEnd(List<Pod> pods, Duration patience)
      throws InterruptedException {
    Map<String, PodEnd> ends = new ConcurrentSkipListMap<>();
    List<Thread> running = new ArrayList<>();
    for (Pod pod : pods) {
      PodRun run = new PodRun(pod, keeper(pod, () -> false), socket, board, journal, patience);
      running.add(
          Thread.ofPlatform()
              .group(threads)
              .daemon()
              .name("run")
              .start(() -> run.run().ifPresent(end -> ends.put(pod.name(), end))));
    }
    for (Thread thread : running) {
      thread.join();
    }
    return ends;
  }

  private PodKeeper keeper(Pod pod, BooleanSupplier told) {
    return new PodKeeper(
        pod,
        socket,
        () -> registries,
        volumes,
        ports,
        disks,
        board,
        journal,
        InstantSource.system(),
        told);
  }

  private void run() {
    try {
      awaitRuntime();
      Thread.ofPlatform().group(threads).daemon().name("logs").start(logs::run);
      Thread.ofPlatform().group(threads).daemon().name("events").start(events::run);
      while (true) {
        reconcile(awaitWishes());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<Pod> awaitWishes() throws InterruptedException {
    while (reconciled) {
      wait();
    }
    reconciled = true;
    return wanted;
  }

  private void awaitRuntime() throws InterruptedException {
    while (true) {
      try (ContainerRuntime runtime = ContainerRuntime.connect(socket)) {
        String version = runtime.version();
        lost.remove(runtime);
        journal.info(version + " answers");
        return;
      } catch (NodeException | UncheckedIOException _) {
        Thread.sleep(BETWEEN_KNOCKS_MILLIS);
      }
    }
  }

  private void reconcile(List<Pod> pods) throws InterruptedException {
    for (Kept old : keepers()) {
      if (!pods.contains(old.pod())) {
        letGo(old);
      }
    }
    for (Pod pod : pods) {
      keep(pod);
    }
    removeUnwanted(pods.stream().map(Pod::name).collect(Collectors.toSet()));
    synchronized (this) {
      settled = pods;
    }
  }

  private synchronized List<Kept> keepers() {
    return new ArrayList<>(kept.values());
  }

  private void letGo(Kept old) throws InterruptedException {
    if (old.thread().isPresent()) {
      old.thread().get().interrupt();
      old.thread().get().join(LONGEST_FAREWELL);
    }
    synchronized (this) {
      kept.remove(old.pod().name());
    }
    board.update(status -> status.withoutPod(old.pod().name()));
    ports.publish(old.pod(), Optional.empty());
  }

  private synchronized void keep(Pod pod) {
    Kept known = kept.get(pod.name());
    PodKeeper keeper = known == null ? keeper(pod, events::isListening) : known.keeper();
    if (known == null || known.thread().isEmpty()) {
      Thread thread = Thread.ofPlatform().group(threads).daemon().name("pod").start(keeper::keep);
      kept.put(pod.name(), new Kept(pod, keeper, Optional.of(thread)));
    }
  }

  private void removeUnwanted(Set<String> names) {
    try (ContainerRuntime runtime = ContainerRuntime.connect(socket)) {
      for (Sandbox sandbox : runtime.sandboxes()) {
        if (!names.contains(sandbox.pod())) {
          runtime.removeSandbox(sandbox.id(), GRACE);
          journal.info("pod " + sandbox.pod() + ": removed, for nobody wants it any more");
        }
      }
      volumes.removeOthers(names);
    } catch (NodeException | UncheckedIOException e) {
      journal.warning("could not remove the pods that nobody wants: " + e.getMessage());
    }
  }
}
