package dev.carafe.node.pods;

import dev.carafe.settings.Key;
import dev.carafe.settings.check.Rule;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A pod has a container, and a port of the host has one owner. A pod that breaks this is left out.
public final class PodRule implements Rule {
  /// The default of `api.remote.port`, which is not in what was set.
  private static final int USUAL_REMOTE_PORT = 7443;

  private final Set<Integer> agentPorts;

  /// @param agentPorts the agent's own TCP ports, which no pod may have
  public PodRule(Set<Integer> agentPorts) {
    this.agentPorts = Set.copyOf(agentPorts);
  }

  @Override
  public SettingsTree check(SettingsTree settings, Complaints complaints) {
    SettingsTree agreeing = settings;
    HostPorts taken = new HostPorts(agentPorts(settings));
    if (settings.get(PodReader.PODS).orElse(new Json.Null()) instanceof Json.Struct pods) {
      for (Map.Entry<String, Json> pod : pods.members().entrySet()) {
        Json.Struct spec = Fields.struct(pod.getValue(), "spec");
        if (!isRight(pod.getKey(), spec, taken, complaints)) {
          agreeing = agreeing.without(PodReader.PODS.child(pod.getKey()));
        }
      }
    }
    return agreeing;
  }

  /// With that of the API over the network, where there is one.
  private Set<Integer> agentPorts(SettingsTree settings) {
    Set<Integer> ports = new HashSet<>(agentPorts);
    Json.Struct remote =
        Fields.struct(settings.json().member("api").orElse(new Json.Null()), "remote");
    if (remote.member("enabled").equals(Optional.of(Json.of(true)))) {
      int port = Fields.number(remote, "port");
      ports.add(port == 0 ? USUAL_REMOTE_PORT : port);
    }
    return ports;
  }

  private static boolean isRight(
      String pod, Json.Struct spec, HostPorts taken, Complaints complaints) {
    String path = "settings.pods." + Key.quoted(pod) + ".spec";
    List<Json.Struct> containers = spec.objects("containers");
    if (containers.isEmpty()) {
      complaints.add(
          path,
          "pod '" + pod + "' has no container",
          "add [[settings.pods." + Key.quoted(pod) + ".spec.containers]]");
    }
    boolean right = !containers.isEmpty();
    right &= new PodSpecRule(path, spec, complaints).isRight();
    boolean hostNetwork = Fields.isTrue(spec, "hostNetwork");
    for (int i = 0; i < containers.size(); i++) {
      List<Json.Struct> ports = containers.get(i).objects("ports");
      for (int j = 0; j < ports.size(); j++) {
        String place = path + ".containers[" + i + "].ports[" + j + "].hostPort";
        right &= isRight(pod, place, ports.get(j), hostNetwork, taken, complaints);
      }
    }
    return right;
  }

  /// A pod in the host's network has no other port there than its containers' own.
  private static boolean isRight(
      String pod,
      String path,
      Json.Struct port,
      boolean hostNetwork,
      HostPorts taken,
      Complaints complaints) {
    int hostPort = Fields.number(port, "hostPort");
    int containerPort = Fields.number(port, "containerPort");
    if (hostPort == 0) {
      return true;
    }
    if (hostNetwork && hostPort != containerPort) {
      complaints.add(
          path,
          "'hostPort' " + hostPort + " is not 'containerPort' in the host's network",
          "write hostPort = " + containerPort);
      return false;
    }
    Protocol protocol = Fields.protocol(port);
    Optional<String> owner = taken.take(hostPort, protocol, pod);
    owner.ifPresent(found ->
        complaints.add(
            path, protocol + " port " + hostPort + " belongs to " + found, "choose another"));
    return owner.isEmpty();
  }
}
