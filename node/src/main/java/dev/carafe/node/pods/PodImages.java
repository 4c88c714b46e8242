package dev.carafe.node.pods;

import dev.carafe.node.NodeException;
import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.cri.RuntimeContainer;
import dev.carafe.node.host.Journal;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// The images of a pod's containers: which the runtime has, and which are on their way. Safe for
/// all threads.
final class PodImages {
  private final Pod pod;
  private final Path socket;
  private final Supplier<Registries> registries;
  private final Journal journal;
  private final Listener listener;
  private final Set<String> present = new HashSet<>();
  private final Set<String> pulling = new HashSet<>();

  /// Who wants to know how pulls end.
  interface Listener {
    /// It is there.
    void found(String image);

    /// It could not be had.
    void failed(String image, String why);

    /// A pull has ended, either way.
    void ended();
  }

  /// @param socket the runtime's, to which each pull has a connection of its own
  PodImages(
      Pod pod, Path socket, Supplier<Registries> registries, Journal journal, Listener listener) {
    this.pod = pod;
    this.socket = socket;
    this.registries = registries;
    this.journal = journal;
    this.listener = listener;
  }

  /// Looks for those that are not known yet. An image is there when the runtime has it and nothing
  /// demands a fresh one: once a container ran from it, it was fresh.
  void look(ContainerRuntime runtime, List<RuntimeContainer> containers) {
    for (Container container : pod.allContainers()) {
      boolean ran = containers.stream().anyMatch(found -> found.name().equals(container.name()));
      boolean old = ran || container.pullPolicy() != PullPolicy.ALWAYS;
      if (old && !isPresent(container.image()) && runtime.hasImage(container.image())) {
        remember(container.image());
      }
    }
  }

  /// Pulls one, so that the pod's sandbox is made meanwhile.
  void pull(String image) {
    synchronized (this) {
      pulling.add(image);
    }
    Thread.ofPlatform().daemon().name("pull").start(() -> pullNow(image));
  }

  private void pullNow(String image) {
    try (ContainerRuntime runtime = ContainerRuntime.connect(socket)) {
      registries.get().pull(runtime, image);
      journal.info("pod " + pod.name() + ": pulled " + image);
      remember(image);
    } catch (NodeException | UncheckedIOException e) {
      listener.failed(image, String.valueOf(e.getMessage()));
    } finally {
      synchronized (this) {
        pulling.remove(image);
      }
      listener.ended();
    }
  }

  private void remember(String image) {
    synchronized (this) {
      present.add(image);
    }
    listener.found(image);
  }

  /// It was removed since it was seen.
  synchronized void forget(String image) {
    present.remove(image);
  }

  private synchronized boolean isPresent(String image) {
    return present.contains(image);
  }

  synchronized Set<String> present() {
    return Set.copyOf(present);
  }

  synchronized Set<String> pulling() {
    return Set.copyOf(pulling);
  }
}
