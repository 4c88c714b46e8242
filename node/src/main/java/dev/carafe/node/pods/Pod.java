package dev.carafe.node.pods;

import java.util.List;

/// Containers that share a network, declared by the user.
public record Pod(
    String name, boolean hostNetwork, RestartPolicy restartPolicy, List<Container> containers) {

  public Pod {
    containers = List.copyOf(containers);
  }

  /// The ports of the host that lead to this pod; a pod in the host's network needs no leading.
  public List<PublishedPort> publishedPorts() {
    return hostNetwork
        ? List.of()
        : containers.stream().flatMap(container -> container.ports().stream()).toList();
  }
}
