package dev.carafe.node;

import dev.carafe.node.api.Api;
import dev.carafe.node.bootstrap.Bootstrap;
import dev.carafe.node.configuration.Reaction;
import dev.carafe.node.cri.LostRecords;
import dev.carafe.node.disks.DataDisk;
import dev.carafe.node.disks.DataDisks;
import dev.carafe.node.disks.MountedDisks;
import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Disks;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.Processes;
import dev.carafe.node.host.SystemManager;
import dev.carafe.node.hostcontainers.HostContainers;
import dev.carafe.node.hostcontainers.PersistentFolders;
import dev.carafe.node.pods.Pod;
import dev.carafe.node.pods.PodReader;
import dev.carafe.node.pods.PodVolumes;
import dev.carafe.node.pods.Pods;
import dev.carafe.node.pods.PublishedPorts;
import dev.carafe.node.pods.Registries;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.node.storage.StorageKeeper;
import dev.carafe.node.storage.Thresholds;
import dev.carafe.settings.Key;
import dev.carafe.settings.model.SettingsTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that runs in containers: what prepares the node, its own containers, and the pods;
/// and the disks that pods keep their data on.
final class Workloads {
  private final Place place;
  private final Processes processes;
  private final SystemManager system;
  private final StatusBoard board;
  private final Journal journal;
  private final Pods pods;
  private final StorageKeeper storage;
  private final MountedDisks mounted = new MountedDisks();

  /// Made when settings want a disk for the first time.
  private Optional<DataDisks> disks = Optional.empty();

  /// Whether no pod is to start in this boot.
  private volatile boolean held;

  Workloads(
      Place place, Processes processes, DataPartition data, StatusBoard board, Journal journal) {
    this.place = place;
    this.processes = processes;
    this.system = new SystemManager(place.systemctl(), processes);
    this.board = board;
    this.journal = journal;
    this.pods =
        new Pods(
            place.containerd(),
            new LostRecords(place.containerd(), place.blobs(), place.lostRecords(), journal),
            place.podLogs(),
            new PodVolumes(place.podVolumes(), place.podMemory(), place.root(), processes),
            new PublishedPorts(place.nft(), processes),
            mounted,
            board,
            journal);
    this.storage =
        new StorageKeeper(
            data, place.containerd(), place.podVolumes(), place.podLogs(), pods, journal);
  }

  /// What settings mean here, by the names of services.
  Map<String, Reaction> reactions() {
    return Map.of(
        "container-registry",
        settings -> pods.use(Registries.read(settings)),
        "pods",
        this::want,
        "host-containers",
        this::want,
        "storage",
        settings -> {
          storage.use(Thresholds.read(settings));
          want(settings);
        });
  }

  /// Disks first: a pod that comes with its disk must know that it has one.
  private synchronized void want(SettingsTree settings) {
    List<DataDisk> data = DataDisk.read(settings);
    if (disks.isEmpty() && !data.isEmpty()) {
      disks =
          Optional.of(
              new DataDisks(
                  place.root(),
                  new Disks(place.blockDevices(), place.root().resolve("proc/self/mountinfo")),
                  processes,
                  mounted,
                  pods,
                  board,
                  journal));
    }
    if (disks.isPresent()) {
      disks.get().want(data);
    }
    pods.want(wanted(settings));
  }

  private synchronized Optional<DataDisks> disks() {
    return disks;
  }

  /// Prepares the node, where settings want that, and starts the pods; returns at once.
  void begin(Configuration configuration, Api api) {
    Thread.ofPlatform().daemon().name("storage").start(storage::run);
    if (Bootstrap.isWanted(configuration.settings().effective())) {
      BootstrapNode node = new BootstrapNode(configuration, api, pods);
      Thread.ofPlatform().daemon().name("bootstrap").start(() -> bootstrap(node));
    } else {
      pods.start();
      Bootstrap.skip(place.bootstrapOutcomes());
    }
  }

  /// What prepares the node finds the disks that are there. Host containers start in any case: from
  /// them one can see why pods do not.
  private void bootstrap(BootstrapNode node) {
    Bootstrap bootstrap =
        new Bootstrap(
            node,
            folders(),
            place.podLogs(),
            place.bootstrapOutcomes(),
            board,
            journal,
            () -> HostContainers.mountDebugFiles(system, journal));
    try {
      Optional<DataDisks> all = disks();
      if (all.isPresent()) {
        all.get().awaitLooks();
      }
      if (bootstrap.run() == Bootstrap.Verdict.HOLD) {
        held = true;
        pods.want(wanted(node.settings()));
      }
      pods.start();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private PersistentFolders folders() {
    return new PersistentFolders(place.root(), place.containerFolders());
  }

  private List<Pod> wanted(SettingsTree settings) {
    List<Pod> wanted = new ArrayList<>(held ? List.of() : PodReader.read(settings));
    if (settings.get(Key.of("host-containers")).isPresent()) {
      wanted.addAll(new HostContainers(folders(), system, journal).pods(settings));
    }
    return wanted;
  }

  /// Lets go of them; they keep running.
  void stop() {
    pods.stop();
  }

  /// Ends them, as the machine is about to go off.
  void end() throws InterruptedException {
    pods.end();
  }
}
