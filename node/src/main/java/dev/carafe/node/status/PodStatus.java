package dev.carafe.node.status;

import dev.carafe.node.status.ContainerStatus.Running;
import java.util.List;
import java.util.Optional;

/// How one pod does.
///
/// @param address in the pods' network; empty before it has one, and for a pod in the host's
///   network
/// @param lastError of a step that has failed and not yet succeeded
public record PodStatus(
    String name,
    Optional<String> address,
    List<ContainerStatus> containers,
    Optional<String> lastError) {

  public PodStatus {
    containers = List.copyOf(containers);
  }

  /// Whether a container of it runs.
  public boolean runs() {
    return containers.stream().anyMatch(container -> container.state() instanceof Running);
  }

  boolean isGood() {
    return lastError.isEmpty() && containers.stream().allMatch(ContainerStatus::isGood);
  }

  /// Why it cannot serve, or has not ended well; empty where it can, or has.
  public Optional<String> fault() {
    return lastError.or(() ->
        containers.stream()
            .filter(container -> !container.isGood())
            .findFirst()
            .map(container -> "container " + container.name() + " is not ready"));
  }

  boolean hasFailed() {
    return lastError.isPresent() || containers.stream().anyMatch(ContainerStatus::hasFailed);
  }
}
