package dev.carafe.node.pods;

import dev.carafe.node.NodeException;
import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.cri.Sandbox;
import dev.carafe.node.host.Journal;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.node.userdata.Pod;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// All pods of the node: waits for the container runtime, removes pods that nobody wants any more,
/// and gives each wanted one a keeper.
public final class Pods {
  private static final long BETWEEN_KNOCKS_MILLIS = 100;

  private final Path socket;
  private final LogRotation logs;
  private final List<Pod> wanted;
  private final List<PodKeeper> keepers;
  private final Journal journal;
  private final ThreadGroup threads = new ThreadGroup("pods");

  /// @param socket the runtime's
  /// @param logs where it writes the logs of containers
  public Pods(
      List<Pod> wanted,
      Path socket,
      Path logs,
      PublishedPorts ports,
      StatusBoard board,
      Journal journal) {
    this.socket = socket;
    this.logs = LogRotation.likeAKubelet(logs, socket, journal);
    this.wanted = List.copyOf(wanted);
    this.journal = journal;
    this.keepers =
        wanted.stream()
            .map(pod -> new PodKeeper(pod, socket, ports, board, journal, InstantSource.system()))
            .toList();
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

  private void run() {
    try {
      List<Sandbox> found = awaitRuntime();
      for (PodKeeper keeper : keepers) {
        Thread.ofPlatform().group(threads).daemon().name("pod").start(keeper::keep);
      }
      removeUnwanted(found);
      logs.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The sandboxes that are there when the runtime first answers.
  private List<Sandbox> awaitRuntime() throws InterruptedException {
    while (true) {
      try (ContainerRuntime runtime = ContainerRuntime.connect(socket)) {
        List<Sandbox> found = runtime.sandboxes();
        journal.info(runtime.version() + " answers");
        return found;
      } catch (NodeException | UncheckedIOException _) {
        Thread.sleep(BETWEEN_KNOCKS_MILLIS);
      }
    }
  }

  private void removeUnwanted(List<Sandbox> found) {
    Set<String> names = wanted.stream().map(Pod::name).collect(Collectors.toSet());
    for (Sandbox sandbox : found) {
      if (!names.contains(sandbox.pod())) {
        remove(sandbox);
      }
    }
  }

  private void remove(Sandbox sandbox) {
    try (ContainerRuntime runtime = ContainerRuntime.connect(socket)) {
      runtime.removeSandbox(sandbox.id());
      journal.info("pod " + sandbox.pod() + ": removed, for nobody wants it any more");
    } catch (NodeException | UncheckedIOException e) {
      journal.warning("pod " + sandbox.pod() + ": " + e.getMessage());
    }
  }
}
