package dev.carafe.node.pods;

import dev.carafe.node.NodeException;
import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.grpc.CallFailedException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/// Listens to the container runtime, so that nobody has to look again and again whether something
/// has changed. What changes while nobody listens is told by nobody.
final class ContainerEvents {
  private static final Duration BEFORE_RECONNECT = Duration.ofMillis(500);

  /// Until a runtime that refuses is asked again.
  private static final Duration REFUSED = Duration.ofMinutes(1);

  private final Path socket;
  private final Consumer<String> changed;
  private final Runnable lost;
  private volatile boolean listening;

  /// @param changed is told the name of a pod in which something has
  /// @param lost is run when nobody listens any more
  ContainerEvents(Path socket, Consumer<String> changed, Runnable lost) {
    this.socket = socket;
    this.changed = changed;
    this.lost = lost;
  }

  /// Whether somebody listens, as far as one knows.
  boolean isListening() {
    return listening;
  }

  /// Listens until the thread is interrupted; a runtime that goes away is waited for.
  void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(listen());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Returns how long to wait before the next time.
  private Duration listen() {
    try (ContainerRuntime runtime = ContainerRuntime.connect(socket)) {
      listening = true;
      runtime.listen(changed);
      return BEFORE_RECONNECT;
    } catch (CallFailedException _) {
      return REFUSED;
    } catch (NodeException | UncheckedIOException _) {
      return BEFORE_RECONNECT;
    } finally {
      listening = false;
      lost.run();
    }
  }
}
