package dev.carafe.node.userdata;

import dev.carafe.settings.Problem;
import dev.carafe.settings.TomlTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Reads user data: Bottlerocket's TOML, a table `settings` with the settings in it.
///
/// Source: [Bottlerocket settings](https://bottlerocket.dev/en/os/latest/#/api/settings/);
/// `settings.pods.NAME` is ours, in the shape of a
/// [Pod](https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/).
public final class UserDataReader {
  /// The registry of the images that came with the system, which no mirror may stand for: a pod's
  /// sandbox is made from one of them.
  private static final String OWN_REGISTRY = "carafe.internal";

  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> mirrored = new HashSet<>();
  private final HostPorts hostPorts;

  private UserDataReader(HostPorts hostPorts) {
    this.hostPorts = hostPorts;
  }

  /// Reads a text.
  ///
  /// @param source what problems call it
  /// @param agentPorts the agent's own TCP ports, which no pod may publish
  public static UserData read(String source, String text, Set<Integer> agentPorts) {
    return new UserDataReader(new HostPorts(agentPorts)).readDocument(source, text);
  }

  private UserData readDocument(String source, String text) {
    TomlTable document = TomlTable.parse(source, text, problems);
    TomlTable settings = document.table("settings");
    document.finish();
    Optional<String> motd = settings.optionalString("motd");
    List<Mirror> mirrors = mirrors(settings.table("container-registry"));
    List<Pod> pods = pods(settings.table("pods"));
    settings.finish();
    return new UserData(motd, mirrors, pods, problems);
  }

  private List<Mirror> mirrors(TomlTable registry) {
    List<Mirror> mirrors = new ArrayList<>();
    for (TomlTable table : registry.tables("mirrors")) {
      readValid(() -> mirror(table)).ifPresent(mirrors::add);
    }
    registry.finish();
    return mirrors;
  }

  private Mirror mirror(TomlTable table) {
    String registry = table.string("registry");
    List<String> endpoints = table.strings("endpoint");
    if (registry.equals(OWN_REGISTRY)) {
      table.problem(
          "registry",
          "'" + OWN_REGISTRY + "' holds the images that came with the system",
          "name another registry");
    } else if (!mirrored.add(registry)) {
      table.problem(
          "registry",
          "a second mirror of '" + registry + "'",
          "write all endpoints of a registry into one list");
    }
    if (!registry.equals("*") && !Names.isHost(registry)) {
      table.problem(
          "registry",
          "'" + registry + "' is no host",
          "write a host like docker.io, or \"*\" for all");
    }
    if (endpoints.isEmpty()) {
      table.problem("endpoint", "no endpoint", "write endpoint = [\"https://HOST\"]");
    }
    for (String endpoint : endpoints) {
      if (!Names.isUrl(endpoint)) {
        table.problem(
            "endpoint", "'" + endpoint + "' is no URL", "write https://HOST or http://HOST");
      }
    }
    table.finish();
    return new Mirror(registry, endpoints);
  }

  private List<Pod> pods(TomlTable table) {
    List<Pod> pods = new ArrayList<>();
    for (Map.Entry<String, TomlTable> named : table.namedTables().entrySet()) {
      readValid(() -> PodReader.read(named.getKey(), named.getValue(), hostPorts))
          .ifPresent(pods::add);
    }
    return pods;
  }

  /// What was read; empty when the reading has found a problem in it.
  private <T> Optional<T> readValid(Supplier<T> reading) {
    int before = problems.size();
    T read = reading.get();
    return problems.size() == before ? Optional.of(read) : Optional.empty();
  }
}
