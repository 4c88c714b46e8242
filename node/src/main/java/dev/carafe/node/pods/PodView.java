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
        pod.containers().stream()
            .map(container -> container(pod, container, spec, observed))
            .toList(),
        failures.last());
  }

  private static ContainerStatus container(
      Pod pod, Container container, String spec, Observation observed) {
    Optional<RuntimeContainer> newest = observed.newest(container.name());
    ContainerStatus.State state =
        newest.map(found -> state(pod, found)).orElseGet(() -> waiting(container, spec, observed));
    int restarts = newest.map(RuntimeContainer::attempt).orElse(0);
    return new ContainerStatus(container.name(), container.image(), restarts, state);
  }

  private static ContainerStatus.State state(Pod pod, RuntimeContainer container) {
    return switch (container) {
      case RuntimeContainer.Created _ -> new ContainerStatus.Waiting("its start");
      case RuntimeContainer.Running _ -> new ContainerStatus.Running();
      case RuntimeContainer.Exited exited ->
          new ContainerStatus.Exited(
              exited.exitCode(), exited.reason(), Plan.restartAt(pod, exited));
      case RuntimeContainer.Lost _ ->
          new ContainerStatus.Waiting("a new start, for the runtime has lost it");
    };
  }

  private static ContainerStatus.State waiting(
      Container container, String spec, Observation observed) {
    if (!observed.images().contains(container.image())) {
      return new ContainerStatus.Waiting(
          container.pullPolicy() == PullPolicy.NEVER
              ? "its image, which is never to be pulled"
              : "its image");
    }
    return new ContainerStatus.Waiting(
        observed.kept(spec).isPresent() ? "its start" : "the pod's sandbox");
  }
}
