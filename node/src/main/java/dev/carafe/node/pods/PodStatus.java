package dev.carafe.node.pods;

import java.util.List;

/// How a pod is, as a person reads it.
public record PodStatus(String name, List<ContainerStatus> containers, String error) {

  public PodStatus {
    containers = List.copyOf(containers);
  }

  /// Whether everything in it runs.
  public boolean running() {
    return error.isEmpty()
        && !containers.isEmpty()
        && containers.stream().allMatch(container -> container.state().equals("running"));
  }

  /// How one container is.
  ///
  /// @param state `waiting`, `running` or `ended (CODE)`
  public record ContainerStatus(String name, String image, String state, int restarts) {}
}
