package dev.carafe.node.pods;

import dev.carafe.node.NodeException;
import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.cri.RuntimeContainer;
import dev.carafe.node.cri.Sandbox;
import dev.carafe.node.host.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;

/// Keeps the logs of containers from filling the disk, as a kubelet does by default: one of more
/// than 10 MiB is set aside and the runtime opens a new one, at most five of a container's attempt;
/// only this attempt and the one before have logs. Unlike a kubelet it does not compress, and what
/// is set aside is no more than these five could be, however fast a container writes.
///
/// @param logs the folder that has one of each pod, with one of each container
/// @param bytes a log that is larger is set aside
/// @param files of one attempt, with the one that is written
record LogRotation(
    Path logs, Path socket, Journal journal, InstantSource clock, long bytes, int files) {
  private static final Duration BETWEEN_GLANCES = Duration.ofSeconds(1);
  private static final int GLANCES = 10;

  static LogRotation likeAKubelet(Path logs, Path socket, Journal journal) {
    return new LogRotation(logs, socket, journal, InstantSource.system(), 10L << 20, 5);
  }

  /// Rotates until the thread is interrupted.
  void run() {
    try {
      for (int glance = 1; true; glance++) {
        Thread.sleep(BETWEEN_GLANCES);
        if (glance % GLANCES == 0 || isAnyLarge()) {
          look();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Without asking the runtime.
  private boolean isAnyLarge() {
    try (Stream<Path> found = Files.walk(logs, 3)) {
      return found.anyMatch(file ->
          file.toString().endsWith(ContainerLogs.CURRENT) && file.toFile().length() > bytes);
    } catch (IOException | UncheckedIOException _) {
      return false;
    }
  }

  void look() {
    try (ContainerRuntime runtime = ContainerRuntime.connect(socket)) {
      for (Sandbox sandbox : runtime.sandboxes()) {
        for (RuntimeContainer container : runtime.containers(sandbox.id())) {
          if (container instanceof RuntimeContainer.Running) {
            look(runtime, sandbox.pod(), container);
          }
        }
      }
    } catch (IOException e) {
      journal.warning("could not rotate logs: " + e.getMessage());
    } catch (NodeException | UncheckedIOException _) {
      // a runtime that does not answer is the keepers' to tell of
    }
  }

  private void look(ContainerRuntime runtime, String pod, RuntimeContainer container)
      throws IOException {
    ContainerLogs own = new ContainerLogs(logs.resolve(pod).resolve(container.name()));
    own.forgetBefore(container.attempt());
    if (own.size(container.attempt()) > bytes) {
      rotate(runtime, own, container);
    }
  }

  private void rotate(ContainerRuntime runtime, ContainerLogs own, RuntimeContainer container)
      throws IOException {
    Path aside = own.setAside(container.attempt(), files, bytes, clock.instant());
    try {
      runtime.reopenLog(container.id());
    } catch (NodeException e) {
      own.takeBack(container.attempt(), aside);
      throw e;
    }
  }
}
