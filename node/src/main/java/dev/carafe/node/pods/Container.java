package dev.carafe.node.pods;

import dev.carafe.node.cri.Resources;
import dev.carafe.node.cri.Security;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A container of a pod, with the meaning of Kubernetes' fields of the same names.
///
/// @param command replaces the image's entry point where not empty
/// @param args replace the image's arguments where not empty
/// @param workingDir replaces the image's where not empty
/// @param ports those with a port of the host; others only inform
public record Container(
    String name,
    String image,
    PullPolicy pullPolicy,
    List<String> command,
    List<String> args,
    String workingDir,
    Map<String, String> env,
    List<PublishedPort> ports,
    List<VolumeMount> mounts,
    Resources resources,
    Security security,
    Probes probes) {

  public Container {
    command = List.copyOf(command);
    args = List.copyOf(args);
    env = new LinkedHashMap<>(env);
    ports = List.copyOf(ports);
    mounts = List.copyOf(mounts);
  }
}
