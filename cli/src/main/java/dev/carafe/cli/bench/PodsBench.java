package dev.carafe.cli.bench;

import dev.carafe.cli.file.WorkFolder;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Measures how a node runs pods: as processes of this machine, and in one of QEMU's.
public final class PodsBench implements AutoCloseable {
  private static final int STARTS = 5;

  /// How many processes are killed, each of another pod.
  private static final int DEATHS = 20;

  private static final double KILO = 1e3;
  private static final double MEBI = 1 << 20;
  private static final long GLANCE_MILLIS = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(12);

  /// After so long what only the start needed is let go.
  private static final Duration SETTLE = Duration.ofSeconds(20);

  /// No multiple of the second after which the agent looks again.
  private static final Duration BETWEEN_DEATHS = Duration.ofMillis(2_300);

  private static final Duration LAST_WORDS = Duration.ofSeconds(60);

  private final ManyPods pods = new ManyPods(ManyPods.COUNT);
  private final ToolsTree tools;
  private final Progress progress;
  private volatile Optional<PodsNode> running = Optional.empty();

  /// @param tools the lab's
  public PodsBench(ToolsTree tools, Progress progress) {
    this.tools = tools;
    this.progress = progress;
  }

  /// A component that an image must have to be measured: the container image of the pods.
  public static String component() {
    return ManyPods.component();
  }

  /// Measures the programs of an image as processes of this machine, without emulation.
  ///
  /// @param usr the image's `/usr` file system
  /// @throws IOException also where this machine does not allow it
  public Map<PodsMeasure, Double> onThisMachine(Path usr) throws IOException, InterruptedException {
    Map<PodsMeasure, Double> figures = new EnumMap<>(PodsMeasure.class);
    long[] first = new long[STARTS];
    try (Progress.Task task = progress.begin("starting nodes", STARTS, Progress.Unit.ITEMS)) {
      for (int start = 0; start < STARTS; start++) {
        first[start] = TimeUnit.MILLISECONDS.toNanos(firstPod(usr));
        task.advance(1);
      }
    }
    Latencies starts = new Latencies(first);
    figures.put(PodsMeasure.FIRST_POD, starts.milliseconds(50));
    figures.put(PodsMeasure.FIRST_POD_SLOWEST, starts.milliseconds(100));
    try (WorkFolder work = WorkFolder.make();
        PodsNode node = run(NativeNode.start(tools, usr, pods.userData(), work.path()))) {
      figures.putAll(all(node));
    }
    return figures;
  }

  /// Measures an image as it boots in QEMU.
  ///
  /// @param disk the image
  public Map<PodsMeasure, Double> inMachine(
      Path disk, Acceleration acceleration, int memoryMegabytes)
      throws IOException, InterruptedException {
    try (WorkFolder work = WorkFolder.make();
        PodsNode node =
            run(
                MachineNode.start(
                    tools, acceleration, disk, memoryMegabytes, pods.userData(), work.path()))) {
      return all(node);
    }
  }

  private PodsNode run(PodsNode node) {
    running = Optional.of(node);
    return node;
  }

  /// Ends the node that still runs.
  @Override
  public void close() throws IOException {
    if (running.isPresent()) {
      running.get().close();
    }
  }

  /// How long after the agent was ready the process of its one pod began, in milliseconds; negative
  /// where that was before.
  private long firstPod(Path usr) throws IOException, InterruptedException {
    ManyPods one = new ManyPods(1);
    try (WorkFolder work = WorkFolder.make();
        PodsNode node = run(NativeNode.start(tools, usr, one.userData(), work.path()))) {
      HealthReading health = awaitReady(node, one);
      if (health.readyPods() == 0) {
        throw new IOException("the pod does not run: " + health.complaints());
      }
      return begun(node, one.name(1)) - health.agentReady().orElseThrow();
    }
  }

  private long begun(PodsNode node, String pod) throws IOException, InterruptedException {
    long end = System.nanoTime() + LAST_WORDS.toNanos();
    while (true) {
      Optional<Long> begun = ManyPods.begun(node.log(pod));
      if (begun.isPresent()) {
        return begun.get();
      }
      if (System.nanoTime() > end) {
        throw new IOException("pod " + pod + " does not say when its process began");
      }
      Thread.sleep(GLANCE_MILLIS);
    }
  }

  /// Everything that can be seen of a node with many pods.
  private Map<PodsMeasure, Double> all(PodsNode node) throws IOException, InterruptedException {
    Map<PodsMeasure, Double> figures = new EnumMap<>(PodsMeasure.class);
    HealthReading health = awaitReady(node, pods);
    figures.put(PodsMeasure.READY, (double) health.readyPods());
    if (health.readyPods() == pods.count()) {
      figures.put(PodsMeasure.ALL_READY, (health.now() - health.agentReady().orElseThrow()) / KILO);
    }
    Thread.sleep(SETTLE);
    HealthReading settled = awaitReady(node, pods);
    figures.put(PodsMeasure.AGENT_MEMORY, settled.agentBytes() / MEBI);
    figures.put(PodsMeasure.MEMORY_AVAILABLE, settled.availableBytes() / MEBI);
    Latencies restarts = restarts(node);
    figures.put(PodsMeasure.RESTART, restarts.milliseconds(50));
    figures.put(PodsMeasure.RESTART_SLOWEST, restarts.milliseconds(100));
    return figures;
  }

  /// Waits until all pods are ready, or for so long that they never will be.
  private HealthReading awaitReady(PodsNode node, ManyPods wanted)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<HealthReading> last = Optional.empty();
    try (Progress.Task task =
        progress.begin("waiting for pods", wanted.count(), Progress.Unit.ITEMS)) {
      int told = 0;
      while (System.nanoTime() < end) {
        Optional<String> document = node.health();
        if (document.isPresent()) {
          HealthReading health = HealthReading.of(document.get());
          task.advance(Math.max(0, health.readyPods() - told));
          told = Math.max(told, health.readyPods());
          last = Optional.of(health);
          if (health.readyPods() >= wanted.count() && health.agentReady().isPresent()) {
            return health;
          }
        }
        Thread.sleep(GLANCE_MILLIS);
      }
    }
    return last.orElseThrow(() -> new IOException("the agent does not answer"));
  }

  /// Kills one process after the other, and gives how long the agent took to decide.
  private Latencies restarts(PodsNode node) throws IOException, InterruptedException {
    List<String> killed = new ArrayList<>();
    int deaths = Math.min(DEATHS, pods.count() - 1);
    try (Progress.Task task = progress.begin("killing", deaths, Progress.Unit.ITEMS)) {
      for (int number = 1; number <= deaths; number++) {
        node.kill(pods.port(number));
        killed.add(pods.name(number));
        task.advance(1);
        Thread.sleep(BETWEEN_DEATHS);
      }
    }
    long end = System.nanoTime() + LAST_WORDS.toNanos();
    while (true) {
      RestartDecisions decisions = RestartDecisions.of(node.journal());
      if (decisions.milliseconds().keySet().containsAll(killed)) {
        return decisions.latencies();
      }
      if (System.nanoTime() > end) {
        killed.removeAll(decisions.milliseconds().keySet());
        throw new IOException("the agent does not say that these have ended: " + killed);
      }
      Thread.sleep(GLANCE_MILLIS);
    }
  }
}
