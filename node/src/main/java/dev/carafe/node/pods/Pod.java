package dev.carafe.node.pods;

import java.util.List;
import java.util.Map;

/// A pod as a user declares it: the part of Kubernetes' Pod that a node without an orchestrator
/// runs.
///
/// Source: Kubernetes API, `core/v1` PodSpec; field names are the same.
public record Pod(
    String name, boolean hostNetwork, RestartPolicy restartPolicy, List<Container> containers) {

  public Pod {
    containers = List.copyOf(containers);
  }

  /// The name of everything that makes one declaration differ from another.
  public String fingerprint() {
    return Integer.toHexString(toString().hashCode());
  }

  /// When a container that has ended is started again.
  public enum RestartPolicy {
    ALWAYS("Always"),
    ON_FAILURE("OnFailure"),
    NEVER("Never");

    private final String text;

    RestartPolicy(String text) {
      this.text = text;
    }

    /// As it is written.
    public String text() {
      return text;
    }
  }

  /// One container of a pod.
  public record Container(
      String name,
      String image,
      List<String> command,
      List<String> args,
      Map<String, String> env,
      List<Port> ports) {
    public Container {
      command = List.copyOf(command);
      args = List.copyOf(args);
      env = new java.util.TreeMap<>(env);
      ports = List.copyOf(ports);
    }
  }

  /// A port of a container, published on the host where `hostPort` is not 0.
  public record Port(int containerPort, int hostPort, String protocol) {}
}
