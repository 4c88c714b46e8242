package dev.carafe.cli.bench;

import dev.carafe.cli.file.WorkFolder;
import dev.carafe.image.component.Blueprint;
import dev.carafe.image.java.JavaRuntime;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Measures the agent as a process of this machine, in a root of its own: no emulation, no
/// containers, and services whose restart takes no time.
public final class AgentBench {
  private static final int STARTS = 5;
  private static final int READS = 10_000;
  private static final int CHANGES = 500;
  private static final double KIBI = 1024;

  private final Blueprint blueprint;
  private final JavaRuntime runtime;
  private final ToolsTree jdk;
  private final Instant time;
  private final Progress progress;

  /// @param runtime the agent with its run-time and archive
  /// @param jdk whose libraries the run-time needs
  /// @param time that the archive was made for
  public AgentBench(
      Blueprint blueprint, JavaRuntime runtime, ToolsTree jdk, Instant time, Progress progress) {
    this.blueprint = blueprint;
    this.runtime = runtime;
    this.jdk = jdk;
    this.time = time;
    this.progress = progress;
  }

  /// Measures everything once.
  ///
  /// @param userData a node's, with something for every service
  public Map<NodeMeasure, Double> run(String userData) throws IOException {
    Map<NodeMeasure, Double> figures = new EnumMap<>(NodeMeasure.class);
    Starts first = firstStarts(userData);
    figures.put(NodeMeasure.USER_DATA, first.wall().milliseconds(50));
    figures.put(NodeMeasure.USER_DATA_PROCESSOR, first.processor().milliseconds(50));
    try (WorkFolder folder = WorkFolder.make()) {
      AgentRoot root = root(folder.path(), userData);
      start(root);
      Starts later = starts(root);
      figures.put(NodeMeasure.START, later.wall().milliseconds(50));
      figures.put(NodeMeasure.START_PROCESSOR, later.processor().milliseconds(50));
      try (AgentProcess agent = AgentProcess.start(root, runtime, jdk)) {
        agent.awaitReady();
        demandHealthy(agent);
        requests(root, agent, figures);
      }
    }
    return figures;
  }

  private AgentRoot root(Path folder, String userData) throws IOException {
    AgentRoot root = AgentRoot.make(folder, blueprint, userData);
    AgentProcess.install(root, runtime, time);
    return root;
  }

  private record Start(Duration wall, Duration processor) {}

  private record Starts(Latencies wall, Latencies processor) {
    static Starts of(List<Start> starts) {
      return new Starts(
          new Latencies(starts.stream().mapToLong(start -> start.wall().toNanos()).toArray()),
          new Latencies(starts.stream().mapToLong(start -> start.processor().toNanos()).toArray()));
    }
  }

  private Starts firstStarts(String userData) throws IOException {
    List<Start> starts = new ArrayList<>();
    while (starts.size() < STARTS) {
      try (WorkFolder folder = WorkFolder.make()) {
        starts.add(start(root(folder.path(), userData)));
      }
    }
    return Starts.of(starts);
  }

  private Starts starts(AgentRoot root) throws IOException {
    List<Start> starts = new ArrayList<>();
    while (starts.size() < STARTS) {
      starts.add(start(root));
    }
    return Starts.of(starts);
  }

  private Start start(AgentRoot root) throws IOException {
    try (AgentProcess agent = AgentProcess.start(root, runtime, jdk)) {
      return new Start(agent.awaitReady(), agent.processorTime());
    }
  }

  /// What is not configured takes no time, and an archive that is not used takes too much.
  private static void demandHealthy(AgentProcess agent) throws IOException {
    String health = agent.health();
    if (!health.contains("\"problems\":[]") || !health.contains("\"class_data_archive\":true")) {
      throw new IOException("could not measure an agent that has problems: " + health);
    }
  }

  private void requests(AgentRoot root, AgentProcess agent, Map<NodeMeasure, Double> figures)
      throws IOException {
    try (SocketClient client = SocketClient.connect(root.socket());
        Progress.Task task =
            progress.begin("asking the agent", READS + CHANGES, Progress.Unit.ITEMS)) {
      Latencies reads = repeated(READS, task, _ -> client.send("GET", "/settings", ""));
      figures.put(NodeMeasure.MEMORY, agent.memory() / KIBI);
      figures.put(NodeMeasure.READ, reads.milliseconds(50));
      figures.put(NodeMeasure.READ_99, reads.milliseconds(99));
      Latencies changes =
          repeated(
              CHANGES,
              task,
              i -> {
                client.send("PATCH", "/settings", "{\"motd\":\"change " + i + "\"}");
                client.send("POST", "/tx/commit_and_apply", "");
              });
      figures.put(NodeMeasure.CHANGE, changes.milliseconds(50));
      figures.put(NodeMeasure.CHANGE_99, changes.milliseconds(99));
    }
  }

  private interface Act {
    void run(int number) throws IOException;
  }

  private static Latencies repeated(int times, Progress.Task task, Act act) throws IOException {
    long[] taken = new long[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      act.run(i);
      taken[i] = System.nanoTime() - start;
      task.advance(1);
    }
    return new Latencies(taken);
  }
}
