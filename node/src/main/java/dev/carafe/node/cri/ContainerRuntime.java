package dev.carafe.node.cri;

import dev.carafe.node.grpc.GrpcConnection;
import dev.carafe.node.protobuf.ProtoMessage;
import dev.carafe.node.protobuf.ProtoWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A connection to a container runtime (containerd) by the container runtime interface: sandboxes
/// and containers that the agent made, and images. For one thread.
///
/// Every method throws [dev.carafe.node.grpc.CallFailedException] when the runtime refuses, and
/// [dev.carafe.node.grpc.BrokenStreamException] when it goes away.
///
/// Source:
/// [api.proto](https://github.com/kubernetes/cri-api/blob/master/pkg/apis/runtime/v1/api.proto).
public final class ContainerRuntime implements AutoCloseable {
  /// What calls of containerd's own interface come with: where it has what is made by this one.
  public static final Map<String, String> NAMESPACE = Map.of("containerd-namespace", "k8s.io");

  private static final String RUNTIME = "runtime.v1.RuntimeService/";
  private static final String IMAGES = "runtime.v1.ImageService/";

  /// For what only looks or sends a signal.
  private static final Duration SHORT = Duration.ofSeconds(20);

  /// For what starts processes and networks, on a machine that may be emulated.
  private static final Duration LONG = Duration.ofMinutes(4);

  /// For what crosses the network.
  private static final Duration PULL = Duration.ofMinutes(30);

  private final GrpcConnection connection;

  private ContainerRuntime(GrpcConnection connection) {
    this.connection = connection;
  }

  /// Connects.
  ///
  /// @throws java.io.UncheckedIOException when nobody listens
  public static ContainerRuntime connect(Path socket) {
    return new ContainerRuntime(GrpcConnection.open(socket));
  }

  /// The runtime's name and version; fails with `UNIMPLEMENTED` while its plugins still start.
  public String version() {
    ProtoMessage answer = call(RUNTIME + "Version", new ProtoWriter(), SHORT);
    return answer.string(2) + " " + answer.string(3);
  }

  public List<Sandbox> sandboxes() {
    return sandboxes(CriMessages.listSandboxes());
  }

  /// A sandbox by its id; none where it is gone.
  public List<Sandbox> sandboxes(String id) {
    return sandboxes(CriMessages.listSandboxes(id));
  }

  private List<Sandbox> sandboxes(ProtoWriter request) {
    return call(RUNTIME + "ListPodSandbox", request, SHORT).messages(1).stream()
        .map(ContainerRuntime::sandbox)
        .toList();
  }

  /// Tells of each container that is made, starts, ends or goes, by the name of its pod, until the
  /// runtime goes away or the thread is interrupted. Only one may listen: it shares events out.
  public void listen(Consumer<String> pods) {
    connection.listen(
        RUNTIME + "GetContainerEvents",
        new byte[0],
        event ->
            pods.accept(new ProtoMessage(ByteBuffer.wrap(event)).message(4).message(2).string(1)));
  }

  /// The address of a sandbox in its network; empty for one in the host's network.
  public String address(String sandbox) {
    return call(RUNTIME + "PodSandboxStatus", new ProtoWriter().string(1, sandbox), SHORT)
        .message(1)
        .message(5)
        .string(1);
  }

  /// Makes and starts a sandbox, and returns its id.
  public String runSandbox(SandboxConfig config) {
    return call(
            RUNTIME + "RunPodSandbox",
            new ProtoWriter().message(1, CriMessages.sandbox(config)).string(2, config.runtime()),
            LONG)
        .string(1);
  }

  /// Stops a sandbox, and kills what still runs in it.
  public void stopSandbox(String id) {
    call(RUNTIME + "StopPodSandbox", new ProtoWriter().string(1, id), LONG);
  }

  /// Has what runs in a sandbox end by itself, and removes the sandbox with all that is in it.
  ///
  /// @param grace for all containers together; what has not ended then is killed
  public void removeSandbox(String id, Duration grace) {
    long end = System.nanoTime() + grace.toNanos();
    for (RuntimeContainer container : containers(id)) {
      if (container instanceof RuntimeContainer.Running) {
        long left = Math.max(0, end - System.nanoTime());
        stopContainer(container.id(), Duration.ofNanos(left));
      }
    }
    stopSandbox(id);
    call(RUNTIME + "RemovePodSandbox", new ProtoWriter().string(1, id), LONG);
  }

  /// The ids of all sandboxes and of all containers.
  public Set<String> ids() {
    return Stream.concat(
            call(RUNTIME + "ListPodSandbox", new ProtoWriter(), SHORT).messages(1).stream(),
            call(RUNTIME + "ListContainers", new ProtoWriter(), SHORT).messages(1).stream())
        .map(found -> found.string(1))
        .collect(Collectors.toSet());
  }

  public List<RuntimeContainer> containers(String sandbox) {
    return call(RUNTIME + "ListContainers", CriMessages.listContainers(sandbox), SHORT)
        .messages(1)
        .stream()
        .map(this::container)
        .toList();
  }

  /// Makes a container and returns its id.
  public String createContainer(String sandbox, ContainerConfig config, SandboxConfig pod) {
    return call(
            RUNTIME + "CreateContainer", CriMessages.createContainer(sandbox, config, pod), LONG)
        .string(1);
  }

  public void startContainer(String id) {
    call(RUNTIME + "StartContainer", new ProtoWriter().string(1, id), LONG);
  }

  /// Has a container end by itself (`SIGTERM`), and kills it when it has not in that time.
  public void stopContainer(String id, Duration grace) {
    call(
        RUNTIME + "StopContainer",
        new ProtoWriter().string(1, id).number(2, grace.toSeconds()),
        grace.plus(SHORT));
  }

  /// Runs a program in a container to its end, which must come in that time.
  public ProgramResult run(String container, List<String> command, Duration limit) {
    ProtoWriter request =
        new ProtoWriter().string(1, container).strings(2, command).number(3, limit.toSeconds());
    ProtoMessage answer = call(RUNTIME + "ExecSync", request, limit.plus(SHORT));
    return new ProgramResult((int) answer.number(3), answer.string(1) + answer.string(2));
  }

  public void removeContainer(String id) {
    call(RUNTIME + "RemoveContainer", new ProtoWriter().string(1, id), LONG);
  }

  /// Has a container's log opened anew, for the file was moved.
  public void reopenLog(String id) {
    call(RUNTIME + "ReopenContainerLog", new ProtoWriter().string(1, id), SHORT);
  }

  public boolean hasImage(String reference) {
    return image(reference).isPresent();
  }

  /// The id of the image that a name stands for.
  public Optional<String> image(String reference) {
    ProtoMessage answer =
        call(
            IMAGES + "ImageStatus",
            new ProtoWriter().message(1, CriMessages.image(reference)),
            SHORT);
    return answer.has(1) ? Optional.of(answer.message(1).string(1)) : Optional.empty();
  }

  public List<NodeImage> images() {
    return call(IMAGES + "ListImages", new ProtoWriter(), SHORT).messages(1).stream()
        .map(ContainerRuntime::nodeImage)
        .toList();
  }

  /// The ids of the images that containers were made from, whoever made them.
  public Set<String> usedImages() {
    return call(RUNTIME + "ListContainers", new ProtoWriter(), SHORT).messages(1).stream()
        .map(container -> container.string(5))
        .collect(Collectors.toSet());
  }

  public void removeImage(String id) {
    call(IMAGES + "RemoveImage", new ProtoWriter().message(1, CriMessages.image(id)), LONG);
  }

  /// What the containers of a sandbox have written to their own files, in bytes, as the runtime
  /// last looked.
  public long writtenBytes(String sandbox) {
    return call(RUNTIME + "ListContainerStats", CriMessages.listStats(sandbox), SHORT)
        .messages(1)
        .stream()
        .mapToLong(stats -> stats.message(4).message(3).number(1))
        .sum();
  }

  /// Pulls an image from a registry that asks for no login.
  public void pullImage(String reference) {
    call(IMAGES + "PullImage", CriMessages.pullImage(reference), PULL);
  }

  /// Pulls an image, with a login for one of the servers that may have it.
  public void pullImage(String reference, RegistryLogin login) {
    call(IMAGES + "PullImage", CriMessages.pullImage(reference, login), PULL);
  }

  @Override
  public void close() {
    connection.close();
  }

  private ProtoMessage call(String method, ProtoWriter request, Duration timeout) {
    return new ProtoMessage(ByteBuffer.wrap(connection.call(method, request.toBytes(), timeout)));
  }

  /// `Image`.
  private static NodeImage nodeImage(ProtoMessage message) {
    String id = message.string(1);
    String name = message.string(2);
    return new NodeImage(id, name.isEmpty() ? id : name, message.number(4), message.number(8) == 1);
  }

  /// `PodSandbox`.
  private static Sandbox sandbox(ProtoMessage message) {
    String spec = message.map(6).getOrDefault(CriMessages.SPEC, "");
    return new Sandbox(
        message.string(1), message.message(2).string(1), spec, message.number(3) == 0);
  }

  /// `Container`; how one ended is a question of its own.
  private RuntimeContainer container(ProtoMessage message) {
    String id = message.string(1);
    String name = message.message(3).string(1);
    int attempt = (int) message.message(3).number(2);
    String spec = message.map(9).getOrDefault(CriMessages.SPEC, "");
    return switch (ContainerPhase.of(message.number(6))) {
      case CREATED -> new RuntimeContainer.Created(id, name, attempt, spec);
      case RUNNING -> new RuntimeContainer.Running(id, name, attempt, spec);
      case EXITED -> exited(id, name, attempt, spec);
      case UNKNOWN -> new RuntimeContainer.Lost(id, name, attempt, spec);
    };
  }

  /// `ContainerStatus`.
  private RuntimeContainer exited(String id, String name, int attempt, String spec) {
    ProtoMessage status =
        call(RUNTIME + "ContainerStatus", new ProtoWriter().string(1, id), SHORT).message(1);
    return new RuntimeContainer.Exited(
        id,
        name,
        attempt,
        spec,
        (int) status.number(7),
        status.string(10),
        instant(status.number(5)),
        instant(status.number(6)));
  }

  private static Instant instant(long nanoseconds) {
    return Instant.ofEpochSecond(0, nanoseconds);
  }
}
