package dev.carafe.node.pods;

import dev.carafe.node.NodeException;
import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.cri.Sandbox;
import dev.carafe.node.host.Journal;
import dev.carafe.node.status.ContainerStatus;
import dev.carafe.node.status.NodeStatus;
import dev.carafe.node.status.PodStatus;
import dev.carafe.node.status.StatusBoard;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// One run of a pod of one container that is never started again: it is kept until that has ended.
///
/// @param patience for what it takes to run one that fails again and again
record PodRun(
    Pod pod, PodKeeper keeper, Path socket, StatusBoard board, Journal journal, Duration patience) {
  private static final Duration GLANCE = Duration.ofSeconds(1);

  /// Returns how it has ended, which the board goes on showing; empty where the thread was
  /// interrupted before it has.
  Optional<PodEnd> run() {
    Thread keeping = Thread.ofPlatform().daemon().name("pod").start(keeper::keep);
    try {
      PodEnd end = await();
      keeping.interrupt();
      keeping.join();
      remove();
      return Optional.of(end);
    } catch (InterruptedException _) {
      keeping.interrupt();
      return Optional.empty();
    }
  }

  private PodEnd await() throws InterruptedException {
    NodeStatus status = board.status();
    Optional<Long> failingSince = Optional.empty();
    while (true) {
      Optional<PodStatus> own = Optional.ofNullable(status.pods().get(pod.name()));
      Optional<ContainerStatus.State> state =
          own.map(found -> found.containers().getFirst().state());
      if (state.isPresent()
          && state.get() instanceof ContainerStatus.Exited(int code, String reason, var _)) {
        return new PodEnd.Exited(code, reason);
      }
      boolean begun = state.isPresent() && state.get() instanceof ContainerStatus.Running;
      Optional<String> error = own.flatMap(PodStatus::lastError);
      if (error.isEmpty() || begun) {
        failingSince = Optional.empty();
      } else if (failingSince.isEmpty()) {
        failingSince = Optional.of(System.nanoTime());
      } else if (System.nanoTime() - failingSince.get() > patience.toNanos()
          && !keeper.isPulling()) {
        return new PodEnd.NotRun(error.get());
      }
      status = board.awaitChange(status, GLANCE);
    }
  }

  private void remove() {
    try (ContainerRuntime runtime = ContainerRuntime.connect(socket)) {
      for (Sandbox sandbox : runtime.sandboxes()) {
        if (sandbox.pod().equals(pod.name())) {
          runtime.removeSandbox(sandbox.id(), Duration.ZERO);
        }
      }
    } catch (NodeException | UncheckedIOException e) {
      journal.warning("could not remove pod " + pod.name() + ": " + e.getMessage());
    }
  }
}
