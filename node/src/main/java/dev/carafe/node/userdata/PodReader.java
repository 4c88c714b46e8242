package dev.carafe.node.userdata;

import dev.carafe.settings.TomlTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one pod: `[settings.pods.NAME.spec]` with Kubernetes' own field names. A field that is not
/// supported is a problem, for a pod that runs without it is not the pod that was asked for.
///
/// Source:
/// [PodSpec](https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec).
final class PodReader {
  private final String pod;
  private final HostPorts taken;
  private final boolean hostNetwork;

  private PodReader(String pod, HostPorts taken, boolean hostNetwork) {
    this.pod = pod;
    this.taken = taken;
    this.hostNetwork = hostNetwork;
  }

  /// Reads a pod, and takes its ports of the host.
  static Pod read(String name, TomlTable table, HostPorts taken) {
    if (!Names.isLabel(name)) {
      table.problem("spec", "'" + name + "' is no pod's name", "use a-z, 0-9 and, inside, -");
    }
    TomlTable spec = table.table("spec");
    table.finish();
    boolean hostNetwork = spec.bool("hostNetwork", false);
    RestartPolicy restartPolicy =
        choice(spec, "restartPolicy", RestartPolicy.values(), RestartPolicy.ALWAYS);
    PodReader reader = new PodReader(name, taken, hostNetwork);
    List<Container> containers = new ArrayList<>();
    for (TomlTable container : spec.tables("containers")) {
      containers.add(reader.container(container));
      checkNew(container, containers);
    }
    if (containers.isEmpty()) {
      table.problem(
          "spec",
          "pod '" + name + "' has no container",
          "add [[settings.pods." + name + ".spec.containers]]");
    }
    spec.finish();
    return new Pod(name, hostNetwork, restartPolicy, containers);
  }

  private static void checkNew(TomlTable table, List<Container> containers) {
    String name = containers.getLast().name();
    if (containers.stream().filter(container -> container.name().equals(name)).count() > 1) {
      table.problem(
          "name", "a second container '" + name + "'", "give each container of a pod its own name");
    }
  }

  private Container container(TomlTable table) {
    String name = table.string("name");
    if (!name.isEmpty() && !Names.isLabel(name)) {
      table.problem("name", "'" + name + "' is no container's name", "use a-z, 0-9 and, inside, -");
    }
    String image = table.string("image");
    Container container =
        new Container(
            name,
            image,
            choice(table, "imagePullPolicy", PullPolicy.values(), PullPolicy.defaultFor(image)),
            table.strings("command"),
            table.strings("args"),
            table.optionalString("workingDir").orElse(""),
            env(table.tables("env")),
            ports(table.tables("ports")));
    table.finish();
    return container;
  }

  private static Map<String, String> env(List<TomlTable> tables) {
    Map<String, String> env = new LinkedHashMap<>();
    for (TomlTable table : tables) {
      String name = table.string("name");
      if (!name.isEmpty() && !Names.isVariable(name)) {
        table.problem(
            "name", "'" + name + "' is no variable's name", "leave out '=' and white space");
      }
      env.put(name, table.optionalString("value").orElse(""));
      table.finish();
    }
    return env;
  }

  private List<PublishedPort> ports(List<TomlTable> tables) {
    List<PublishedPort> ports = new ArrayList<>();
    for (TomlTable table : tables) {
      table.optionalString("name");
      int containerPort = port(table, "containerPort");
      Protocol protocol = choice(table, "protocol", Protocol.values(), Protocol.TCP);
      if (table.has("hostPort")) {
        ports.add(published(table, containerPort, protocol));
      }
      table.finish();
    }
    return ports;
  }

  /// A pod in the host's network has no other port there than its containers' own.
  private PublishedPort published(TomlTable table, int containerPort, Protocol protocol) {
    int hostPort = port(table, "hostPort");
    if (hostNetwork && hostPort != containerPort) {
      table.problem(
          "hostPort",
          "'hostPort' " + hostPort + " is not 'containerPort' in the host's network",
          "write hostPort = " + containerPort);
    }
    taken
        .take(hostPort, protocol, pod)
        .ifPresent(owner ->
            table.problem(
                "hostPort",
                protocol + " port " + hostPort + " belongs to " + owner,
                "choose another"));
    return new PublishedPort(hostPort, containerPort, protocol);
  }

  private static int port(TomlTable table, String key) {
    if (!table.has(key)) {
      table.problem(key, "no '" + key + "'", "add " + key + " = 80");
      return 1;
    }
    long port = table.integer(key, 1);
    if (port < 1 || port > 65_535) {
      table.problem(key, "'" + key + "' is " + port, "write 1 to 65535");
    }
    return (int) port;
  }

  /// One of an enum's words.
  private static <T extends Enum<T>> T choice(
      TomlTable table, String key, T[] choices, T otherwise) {
    String word = table.optionalString(key).orElse(otherwise.toString());
    for (T choice : choices) {
      if (choice.toString().equals(word)) {
        return choice;
      }
    }
    List<String> words = Arrays.stream(choices).map(Object::toString).toList();
    table.problem(
        key, "'" + key + "' is '" + word + "'", "write one of " + String.join(", ", words));
    return otherwise;
  }
}
