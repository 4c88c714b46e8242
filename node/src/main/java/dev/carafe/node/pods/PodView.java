package dev.carafe.node.pods;

import dev.carafe.node.cri.RuntimeContainer;
import dev.carafe.node.status.ContainerStatus;
import dev.carafe.node.status.PodStatus;
import java.util.Optional;

/// What the world is told about a pod.
final class PodView {
  private PodView() {}

  static PodStatus of(
      Pod pod, String spec, Observation observed, Failures failures, Optional<String> address) {
    return new PodStatus(
        pod.name(),
        address,
        pod.allContainers().stream()
            .map(container -> container(pod, container, spec, observed))
            .toList(),
        missing(pod).or(failures::last));
  }

  private static Optional<String> missing(Pod pod) {
    return pod.missing().isEmpty()
        ? Optional.empty()
        : Optional.of("it refers to " + String.join(", ", pod.missing()) + ", which is not set");
  }

  private static ContainerStatus container(
      Pod pod, Container container, String spec, Observation observed) {
    Optional<RuntimeContainer> newest = observed.newest(container.name());
    ContainerStatus.State state =
        newest
            .map(found -> state(pod, container, observed, found))
            .orElseGet(() -> waiting(container, spec, observed));
    int restarts = newest.map(RuntimeContainer::attempt).orElse(0);
    return new ContainerStatus(container.name(), container.image(), restarts, state);
  }

  private static ContainerStatus.State state(
      Pod pod, Container wanted, Observation observed, RuntimeContainer container) {
    return switch (container) {
      case RuntimeContainer.Created _ -> new ContainerStatus.Waiting("its start");
      case RuntimeContainer.Running running ->
          new ContainerStatus.Running(observed.isReady(wanted, running));
      case RuntimeContainer.Exited exited ->
          new ContainerStatus.Exited(
              exited.exitCode(), exited.reason(), Plan.restartAt(policy(pod, wanted), exited));
      case RuntimeContainer.Lost _ ->
          new ContainerStatus.Waiting("a new start, for the runtime has lost it");
    };
  }

  /// By what a container of the pod is started again.
  static RestartPolicy policy(Pod pod, Container container) {
    return pod.initContainers().contains(container) ? Plan.initPolicy(pod) : pod.restartPolicy();
  }

  private static ContainerStatus.State waiting(
      Container container, String spec, Observation observed) {
    if (!observed.absentDisks().isEmpty()) {
      return new ContainerStatus.Waiting(
          (observed.absentDisks().size() == 1 ? "the disk " : "the disks ")
              + String.join(", ", observed.absentDisks()));
    }
    if (!observed.images().contains(container.image())) {
      return new ContainerStatus.Waiting(
          container.pullPolicy() == PullPolicy.NEVER
              ? "its image, which is never to be pulled"
              : "its image");
    }
    if (observed.kept(spec).isEmpty()) {
      return new ContainerStatus.Waiting("the pod's sandbox");
    }
    return new ContainerStatus.Waiting("its start");
  }
}
