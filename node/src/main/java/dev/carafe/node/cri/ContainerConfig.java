package dev.carafe.node.cri;

import java.util.List;
import java.util.Map;

/// What a container is made from.
///
/// @param spec kept with the container, so that a later agent knows what it was made from
/// @param command replaces the image's entry point where not empty
/// @param args replace the image's arguments where not empty
/// @param workingDir replaces the image's where not empty
public record ContainerConfig(
    String name,
    int attempt,
    String spec,
    String image,
    List<String> command,
    List<String> args,
    String workingDir,
    Map<String, String> env,
    List<Mount> mounts,
    Resources resources,
    Security security) {

  public ContainerConfig {
    command = List.copyOf(command);
    args = List.copyOf(args);
    env = Map.copyOf(env);
    mounts = List.copyOf(mounts);
  }
}
