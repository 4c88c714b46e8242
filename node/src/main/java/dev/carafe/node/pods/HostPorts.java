package dev.carafe.node.pods;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whose the ports of the host are. A port has one owner: with two, the packet filter would lead
/// everything to the first without a word, and the API could be led away.
final class HostPorts {
  private static final String AGENT = "the agent";

  /// By `NUMBER/PROTOCOL`; a record as key would be hashed by method handles made at run time,
  /// which the boot does not pay for.
  private final Map<String, String> owners = new HashMap<>();

  /// @param agentPorts the agent's own TCP ports
  HostPorts(Set<Integer> agentPorts) {
    agentPorts.forEach(port -> owners.put(key(port, Protocol.TCP), AGENT));
  }

  /// Gives a port to a pod; if it has an owner already, that one keeps it and is returned.
  Optional<String> take(int number, Protocol protocol, String pod) {
    return Optional.ofNullable(owners.putIfAbsent(key(number, protocol), "pod '" + pod + "'"));
  }

  private static String key(int number, Protocol protocol) {
    return number + "/" + protocol;
  }
}
