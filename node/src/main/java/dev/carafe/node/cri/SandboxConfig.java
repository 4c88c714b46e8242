package dev.carafe.node.cri;

import java.util.List;

/// What a pod's sandbox is made from.
///
/// @param spec kept with the sandbox, so that a later agent knows what it was made from
/// @param hostProcesses whether its processes see those of the host
/// @param privileged whether it may have privileged containers
/// @param runtime by its name in the runtime's configuration; empty for the usual one
/// @param nameServers the resolvers of its containers; empty for a copy of the host's
public record SandboxConfig(
    String pod,
    String spec,
    boolean hostNetwork,
    boolean hostProcesses,
    boolean privileged,
    String runtime,
    String logDirectory,
    List<String> nameServers) {

  public SandboxConfig {
    nameServers = List.copyOf(nameServers);
  }
}
