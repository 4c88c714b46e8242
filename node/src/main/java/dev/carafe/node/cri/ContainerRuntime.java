package dev.carafe.node.cri;

import dev.carafe.node.grpc.CallChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// containerd, through the interface that it offers to a kubelet. Field numbers are those of the
/// source.
///
/// Source: Kubernetes CRI, `k8s.io/cri-api/pkg/apis/runtime/v1/api.proto`.
public final class ContainerRuntime {
  private static final String RUNTIME = "runtime.v1.RuntimeService/";
  private static final String IMAGES = "runtime.v1.ImageService/";
  private static final Duration QUICK = Duration.ofSeconds(60);
  private static final Duration PULL = Duration.ofMinutes(30);
  private static final int NODE_NAMESPACE = 2;
  private static final int CONTAINER_NAMESPACE = 1;
  private static final String LOGS = "/var/log/pods/";

  private final CallChannel channel;

  public ContainerRuntime(CallChannel channel) {
    this.channel = channel;
  }

  /// Whether the runtime answers.
  public String version() {
    return call(RUNTIME + "Version", new Message(), QUICK).text(3);
  }

  /// Whether an image is there.
  public boolean hasImage(String image) {
    return call(IMAGES + "ImageStatus", new Message().message(1, imageSpec(image)), QUICK).has(1);
  }

  /// Pulls an image.
  public void pull(String image) {
    call(IMAGES + "PullImage", new Message().message(1, imageSpec(image)), PULL);
  }

  /// Makes a pod's namespaces and its network.
  ///
  /// @return the sandbox's id
  public String runSandbox(SandboxSpec spec) {
    return call(RUNTIME + "RunPodSandbox", new Message().message(1, sandbox(spec)), PULL).text(1);
  }

  /// The address of a sandbox, if it has one of its own.
  public Optional<String> address(String sandbox) {
    String address =
        call(RUNTIME + "PodSandboxStatus", new Message().text(1, sandbox), QUICK)
            .message(1)
            .message(5)
            .text(1);
    return address.isEmpty() ? Optional.empty() : Optional.of(address);
  }

  /// Stops a sandbox with everything in it and removes it.
  public void removeSandbox(String sandbox) {
    call(RUNTIME + "StopPodSandbox", new Message().text(1, sandbox), QUICK);
    call(RUNTIME + "RemovePodSandbox", new Message().text(1, sandbox), QUICK);
  }

  /// Every sandbox there is.
  public List<Sandbox> sandboxes() {
    return call(RUNTIME + "ListPodSandbox", new Message(), QUICK).messages(1).stream()
        .map(found -> new Sandbox(found.text(1), found.number(3) == 0, found.map(5)))
        .toList();
  }

  /// Makes a container in a sandbox.
  ///
  /// @return the container's id
  public String create(String sandbox, SandboxSpec in, ContainerSpec spec) {
    Message config =
        new Message()
            .message(1, new Message().text(1, spec.name()).number(2, spec.attempt()))
            .message(2, imageSpec(spec.image()))
            .texts(3, spec.command())
            .texts(4, spec.arguments())
            .map(9, spec.labels())
            .text(11, spec.name() + "-" + spec.attempt() + ".log")
            .message(15, new Message());
    spec.environment()
        .forEach((key, value) -> config.message(6, new Message().text(1, key).text(2, value)));
    return call(
            RUNTIME + "CreateContainer",
            new Message().text(1, sandbox).message(2, config).message(3, sandbox(in)),
            QUICK)
        .text(1);
  }

  /// Starts a container.
  public void start(String container) {
    call(RUNTIME + "StartContainer", new Message().text(1, container), QUICK);
  }

  /// Removes a container that has ended.
  public void remove(String container) {
    call(RUNTIME + "RemoveContainer", new Message().text(1, container), QUICK);
  }

  /// Every container there is.
  public List<Container> containers() {
    return call(RUNTIME + "ListContainers", new Message(), QUICK).messages(1).stream()
        .map(found ->
            new Container(
                found.text(1),
                found.text(2),
                found.message(3).text(1),
                (int) found.message(3).number(2),
                Container.State.values()[(int) Math.min(3, found.number(6))],
                found.map(8)))
        .toList();
  }

  /// How a container ended.
  public End end(String container) {
    Message status =
        call(RUNTIME + "ContainerStatus", new Message().text(1, container), QUICK).message(1);
    return new End((int) status.number(7), Instant.ofEpochSecond(0, status.number(6)));
  }

  private Message call(String method, Message request, Duration limit) {
    return Message.parse(channel.call(method, request.encode(), limit));
  }

  private static Message imageSpec(String image) {
    return new Message().text(1, image);
  }

  private static Message sandbox(SandboxSpec spec) {
    Message namespaces =
        spec.hostNetwork()
            ? new Message().number(1, NODE_NAMESPACE).number(2, CONTAINER_NAMESPACE)
            : new Message().number(2, CONTAINER_NAMESPACE);
    return new Message()
        .message(1, new Message().text(1, spec.name()).text(2, spec.uid()).text(3, "carafe"))
        .text(2, spec.hostNetwork() ? "" : spec.name())
        .text(3, LOGS + spec.name())
        .map(6, spec.labels())
        .message(
            8, new Message().text(1, "/pods").message(2, new Message().message(1, namespaces)));
  }

  /// How and when a container ended.
  public record End(int exitCode, Instant at) {}

  /// A pod's sandbox to be made.
  public record SandboxSpec(
      String name, String uid, boolean hostNetwork, Map<String, String> labels) {
    public SandboxSpec {
      labels = Map.copyOf(labels);
    }
  }

  /// A container to be made.
  public record ContainerSpec(
      String name,
      int attempt,
      String image,
      List<String> command,
      List<String> arguments,
      Map<String, String> environment,
      Map<String, String> labels) {
    public ContainerSpec {
      command = List.copyOf(command);
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
      labels = Map.copyOf(labels);
    }
  }

  /// A sandbox that is there.
  public record Sandbox(String id, boolean ready, Map<String, String> labels) {
    public Sandbox {
      labels = Map.copyOf(labels);
    }
  }

  /// A container that is there.
  public record Container(
      String id,
      String sandbox,
      String name,
      int attempt,
      State state,
      Map<String, String> labels) {
    public Container {
      labels = Map.copyOf(labels);
    }

    /// In the order of the source's numbers.
    public enum State {
      CREATED,
      RUNNING,
      EXITED,
      UNKNOWN
    }
  }
}
