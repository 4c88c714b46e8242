package dev.carafe.node.pods;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Containers that share a network, declared by the user.
///
/// @param hostProcesses whether its processes see those of the host
/// @param grace how long its containers may take to end
/// @param initContainers run one after the other before the others
/// @param missing settings that it refers to and that are not there: it waits for them
/// @param disks the data disks that its volumes are on, by their names: it waits for them
public record Pod(
    String name,
    boolean hostNetwork,
    boolean hostProcesses,
    RestartPolicy restartPolicy,
    Duration grace,
    List<Container> initContainers,
    List<Container> containers,
    List<Volume> volumes,
    List<String> missing,
    List<String> disks) {

  public Pod {
    initContainers = List.copyOf(initContainers);
    containers = List.copyOf(containers);
    volumes = List.copyOf(volumes);
    missing = List.copyOf(missing);
    disks = List.copyOf(disks);
  }

  /// The ports of the host that lead to this pod; a pod in the host's network needs no leading.
  public List<PublishedPort> publishedPorts() {
    return hostNetwork
        ? List.of()
        : containers.stream().flatMap(container -> container.ports().stream()).toList();
  }

  /// Whether it is the node's own and none that settings declare below `pods`: the names of those
  /// are DNS labels, and its own has a dot.
  boolean isNodesOwn() {
    return name.indexOf('.') >= 0;
  }

  /// Whether it has a folder of the host's, a part of it, or what it is in.
  boolean has(Path folder) {
    return volumes.stream()
        .anyMatch(volume -> volume instanceof Volume.HostPath host && host.overlaps(folder));
  }

  List<Container> allContainers() {
    return Stream.concat(initContainers.stream(), containers.stream()).toList();
  }

  boolean isPrivileged() {
    return allContainers().stream().anyMatch(container -> container.security().privileged());
  }
}
