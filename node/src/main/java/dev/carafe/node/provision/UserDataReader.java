package dev.carafe.node.provision;

import dev.carafe.node.pods.Pod;
import dev.carafe.node.pods.Pod.RestartPolicy;
import dev.carafe.settings.Problem;
import dev.carafe.settings.Suggestion;
import dev.carafe.settings.TomlTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads user data: TOML in Bottlerocket's shape. What is wrong is reported with its place, the
/// rest is used.
public final class UserDataReader {
  private static final String SOURCE = "user-data";

  private final List<Problem> problems = new ArrayList<>();

  private UserDataReader() {}

  /// Reads the file that the hypervisor's credential arrives in; without one there is nothing to
  /// do.
  public static UserData read(Path file) throws IOException {
    return Files.exists(file) ? parse(Files.readString(file)) : parse("");
  }

  /// Reads a text.
  public static UserData parse(String text) {
    return new UserDataReader().settings(text);
  }

  private UserData settings(String text) {
    TomlTable document = TomlTable.parse(SOURCE, text, problems);
    TomlTable settings = document.table("settings");
    String motd = settings.optionalString("motd").orElse("");
    Map<String, List<String>> mirrors = mirrors(settings.table("container-registry"));
    SortedMap<String, Pod> pods = pods(settings.table("pods"));
    settings.finish();
    document.finish();
    return new UserData(motd, mirrors, pods, problems);
  }

  private Map<String, List<String>> mirrors(TomlTable table) {
    Map<String, List<String>> mirrors = new TreeMap<>();
    for (TomlTable mirror : table.tables("mirrors")) {
      mirrors.put(mirror.string("registry"), mirror.strings("endpoint"));
      mirror.finish();
    }
    table.finish();
    return mirrors;
  }

  private SortedMap<String, Pod> pods(TomlTable table) {
    SortedMap<String, Pod> pods = new TreeMap<>();
    table
        .namedTables()
        .forEach((name, pod) -> {
          int before = problems.size();
          TomlTable spec = pod.table("spec");
          Pod read =
              new Pod(name, spec.bool("hostNetwork", false), restartPolicy(spec), containers(spec));
          if (read.containers().isEmpty()) {
            spec.problem(
                "containers",
                "pod '" + name + "' has no container",
                "add [[settings.pods." + name + ".spec.containers]]");
          }
          spec.finish();
          pod.finish();
          if (problems.size() == before) {
            pods.put(name, read);
          }
        });
    return pods;
  }

  private static RestartPolicy restartPolicy(TomlTable spec) {
    Optional<String> text = spec.optionalString("restartPolicy");
    for (RestartPolicy policy : RestartPolicy.values()) {
      if (policy.text().equals(text.orElse("Always"))) {
        return policy;
      }
    }
    List<String> known = Stream.of(RestartPolicy.values()).map(RestartPolicy::text).toList();
    String found = text.orElse("");
    spec.problem(
        "restartPolicy",
        "unknown restart policy '" + found + "'",
        Suggestion.instead(found, known));
    return RestartPolicy.ALWAYS;
  }

  private static List<Pod.Container> containers(TomlTable spec) {
    List<Pod.Container> containers = new ArrayList<>();
    for (TomlTable container : spec.tables("containers")) {
      containers.add(
          new Pod.Container(
              container.string("name"),
              container.string("image"),
              container.strings("command"),
              container.strings("args"),
              environment(container),
              ports(container)));
      container.finish();
    }
    return containers;
  }

  private static Map<String, String> environment(TomlTable container) {
    Map<String, String> environment = new TreeMap<>();
    for (TomlTable variable : container.tables("env")) {
      environment.put(variable.string("name"), variable.optionalString("value").orElse(""));
      variable.finish();
    }
    return environment;
  }

  private static List<Pod.Port> ports(TomlTable container) {
    List<Pod.Port> ports = new ArrayList<>();
    for (TomlTable port : container.tables("ports")) {
      ports.add(
          new Pod.Port(
              number(port, "containerPort", 1),
              number(port, "hostPort", 0),
              protocol(port).toLowerCase(java.util.Locale.ROOT)));
      port.optionalString("name");
      port.finish();
    }
    return ports;
  }

  private static int number(TomlTable port, String key, int least) {
    long number = port.integer(key, 0);
    if (number < least || number > 65_535) {
      port.problem(key, "'" + key + "' is " + number, "write a port from " + least + " to 65535");
    }
    return (int) number;
  }

  private static String protocol(TomlTable port) {
    String protocol = port.optionalString("protocol").orElse("TCP");
    List<String> known = List.of("TCP", "UDP");
    if (!known.contains(protocol)) {
      port.problem(
          "protocol", "unknown protocol '" + protocol + "'", Suggestion.instead(protocol, known));
    }
    return protocol;
  }
}
