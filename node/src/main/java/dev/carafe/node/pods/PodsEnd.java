package dev.carafe.node.pods;

import dev.carafe.node.NodeException;
import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.cri.RuntimeContainer;
import dev.carafe.node.cri.Sandbox;
import dev.carafe.node.host.Journal;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// The end of all pods before the machine goes off: what runs in them is asked to end, then killed,
/// and lets go of the disk. The next boot makes them anew.
///
/// systemd would end them too, but only after its own time-out for processes that mind no signal,
/// as the first process of a container often does, and without the network.
record PodsEnd(Path socket, Journal journal) {
  private static final Duration GRACE = Duration.ofSeconds(10);

  /// For all together. What is still there then, systemd ends.
  private static final Duration LIMIT = Duration.ofSeconds(25);

  /// Ends them all at once.
  void run() throws InterruptedException {
    Thread all = Thread.ofPlatform().daemon().start(() -> connected(this::end));
    if (!all.join(LIMIT)) {
      journal.warning("pods did not end within " + LIMIT.toSeconds() + " s");
    }
  }

  private void end(ContainerRuntime runtime) {
    List<Sandbox> sandboxes = runtime.sandboxes().stream().filter(Sandbox::ready).toList();
    forEach(sandboxes, (own, sandbox) -> endSandbox(own, sandbox.id()));
  }

  private void endSandbox(ContainerRuntime runtime, String sandbox) {
    List<RuntimeContainer> running =
        runtime.containers(sandbox).stream()
            .filter(RuntimeContainer.Running.class::isInstance)
            .toList();
    forEach(running, (own, container) -> own.stopContainer(container.id(), GRACE));
    runtime.stopSandbox(sandbox);
  }

  /// Does one thing to each at the same time, over a connection of its own, and waits.
  private <T> void forEach(List<T> targets, Step<T> step) {
    List<Thread> threads =
        targets.stream()
            .map(target ->
                Thread.ofPlatform().daemon().start(() -> connected(own -> step.apply(own, target))))
            .toList();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void connected(Consumer<ContainerRuntime> step) {
    try (ContainerRuntime runtime = ContainerRuntime.connect(socket)) {
      step.accept(runtime);
    } catch (NodeException | UncheckedIOException e) {
      journal.warning("could not end the pods in order: " + e.getMessage());
    }
  }

  private interface Step<T> {
    void apply(ContainerRuntime runtime, T target);
  }
}
