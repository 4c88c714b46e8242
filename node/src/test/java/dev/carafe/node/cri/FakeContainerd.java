package dev.carafe.node.cri;

import dev.carafe.node.grpc.FakeGrpcServer;
import dev.carafe.node.grpc.FakeGrpcServer.Call;
import dev.carafe.node.grpc.FakeGrpcServer.Refusal;
import dev.carafe.node.protobuf.ProtoMessage;
import dev.carafe.node.protobuf.ProtoWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A container runtime whose containers are only remembered. It refuses what the real one refuses:
/// a second sandbox or container with a name that is in use, and an image that was not pulled.
/// Images of `guarded.example.com` want the login of `user` with the password `secret`.
public final class FakeContainerd implements AutoCloseable {
  private static final int NOT_FOUND = 5;
  private static final int ALREADY_EXISTS = 6;
  private static final int UNIMPLEMENTED = 12;
  private static final int UNKNOWN = 2;
  private static final String GUARDED = "guarded.example.com";

  private static final class Container {
    private final String sandbox;
    private final ProtoMessage metadata;
    private final String image;
    private final Map<String, String> annotations;
    private ContainerPhase phase = ContainerPhase.CREATED;
    private int exitCode;
    private long endedAt;

    Container(String sandbox, ProtoMessage config) {
      this.sandbox = sandbox;
      this.metadata = config.message(1);
      this.image = config.message(2).string(1);
      this.annotations = config.map(10);
    }
  }

  private final FakeGrpcServer server;
  private final Map<String, ProtoMessage> sandboxes = new LinkedHashMap<>();
  private final Map<String, Container> containers = new LinkedHashMap<>();
  private final Set<String> images = new LinkedHashSet<>();
  private final Set<String> stopped = new LinkedHashSet<>();
  private final List<String> reopened = new ArrayList<>();
  private final List<String> logins = new ArrayList<>();
  private final Set<String> lost = new LinkedHashSet<>();
  private final Set<String> content = new LinkedHashSet<>();
  private boolean deaf;
  private int lastId;

  private FakeContainerd(Path socket) throws IOException {
    this.server = FakeGrpcServer.start(socket, this::answer);
  }

  public static FakeContainerd start(Path socket) throws IOException {
    return new FakeContainerd(socket);
  }

  /// Ends every running container as if its process had.
  public synchronized void endContainers(int exitCode) {
    for (Container container : containers.values()) {
      if (container.phase == ContainerPhase.RUNNING) {
        container.phase = ContainerPhase.EXITED;
        container.exitCode = exitCode;
        container.endedAt = System.currentTimeMillis() * 1_000_000;
      }
    }
  }

  /// Forgets every image, as somebody beside the agent may.
  public synchronized void removeImages() {
    images.clear();
  }

  /// Has the record of a container that it cannot load.
  public synchronized void lose(String id) {
    lost.add(id);
  }

  /// Those that it cannot load.
  public synchronized Set<String> lost() {
    return Set.copyOf(lost);
  }

  /// Has the record of some content.
  public synchronized void know(String digest) {
    content.add(digest);
  }

  /// The content that it has a record of.
  public synchronized Set<String> known() {
    return Set.copyOf(content);
  }

  /// The images that are there.
  public synchronized Set<String> images() {
    return Set.copyOf(images);
  }

  /// The containers whose log was opened anew.
  public synchronized List<String> reopened() {
    return List.copyOf(reopened);
  }

  /// Opens no log anew from now on.
  public synchronized void refuseToReopen() {
    deaf = true;
  }

  /// What was stopped, in that order.
  public synchronized List<String> stopped() {
    return List.copyOf(stopped);
  }

  /// The login of each pull, as server, user and password; empty for a pull without one.
  public synchronized List<String> logins() {
    return List.copyOf(logins);
  }

  /// How many sandboxes were ever made.
  public synchronized long sandboxesMade() {
    return sandboxes.size();
  }

  /// The name server of each sandbox, empty for a copy of the host's.
  public synchronized List<String> nameServers() {
    return sandboxes.values().stream().map(config -> config.message(4).string(1)).toList();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private synchronized Call answer(Call call) {
    ProtoMessage request = new ProtoMessage(call.message());
    String method = call.method().substring(call.method().lastIndexOf('/') + 1);
    ProtoWriter answer =
        switch (method) {
          case "Version" -> new ProtoWriter().string(2, "fake").string(3, "1");
          case "ListPodSandbox" -> listSandboxes();
          case "PodSandboxStatus" -> new ProtoWriter().message(1, network());
          case "RunPodSandbox" -> runSandbox(request.message(1));
          case "StopPodSandbox" -> stopSandbox(request.string(1));
          case "RemovePodSandbox" -> removeSandbox(request.string(1));
          case "ListContainers" -> listContainers(request.message(1).string(3));
          case "ContainerStatus" -> containerStatus(request.string(1));
          case "CreateContainer" -> createContainer(request);
          case "StopContainer" -> stopContainer(request.string(1));
          case "StartContainer" -> startContainer(request.string(1));
          case "RemoveContainer" -> removeContainer(request.string(1));
          case "ExecSync" -> run(request.string(1), request.string(2));
          case "ReopenContainerLog" -> reopenLog(request.string(1));
          case "ImageStatus" -> imageStatus(request.message(1).string(1));
          case "ListImages" -> listImages();
          case "RemoveImage" -> removeImage(request.message(1).string(1));
          case "ListContainerStats" -> listStats(request.message(1).string(2));
          case "ListStream" -> listRecords();
          case "Remove" -> new ProtoWriter();
          case "Delete" -> delete(request.string(1));
          case "List" -> listContent();
          case "PullImage" -> pullImage(request.message(1).string(1), request.message(2));
          default -> throw new Refusal(UNIMPLEMENTED, method);
        };
    return new Call(call.method(), ByteBuffer.wrap(answer.toBytes()));
  }

  private static ProtoWriter network() {
    return new ProtoWriter().message(5, new ProtoWriter().string(1, "10.88.0.2"));
  }

  private ProtoWriter runSandbox(ProtoMessage config) {
    String name = config.message(1).string(1);
    if (sandboxes.values().stream().anyMatch(other -> other.message(1).string(1).equals(name))) {
      throw new Refusal(ALREADY_EXISTS, "sandbox " + name);
    }
    String id = "sandbox-" + ++lastId;
    sandboxes.put(id, config);
    return new ProtoWriter().string(1, id);
  }

  private ProtoWriter listSandboxes() {
    ProtoWriter list = new ProtoWriter();
    sandboxes.forEach((id, config) ->
        list.message(
            1,
            new ProtoWriter()
                .string(1, id)
                .message(2, new ProtoWriter().string(1, config.message(1).string(1)))
                .number(3, stopped.contains(id) ? 1 : 0)
                .map(6, config.map(7))));
    return list;
  }

  private ProtoWriter stopSandbox(String id) {
    stopped.add(id);
    return new ProtoWriter();
  }

  private ProtoWriter stopContainer(String id) {
    stopped.add(id);
    find(id).phase = ContainerPhase.EXITED;
    return new ProtoWriter();
  }

  private ProtoWriter removeSandbox(String id) {
    sandboxes.remove(id);
    containers.values().removeIf(container -> container.sandbox.equals(id));
    return new ProtoWriter();
  }

  private ProtoWriter createContainer(ProtoMessage request) {
    String sandbox = request.string(1);
    ProtoMessage config = request.message(2);
    if (!sandboxes.containsKey(sandbox) || !images.contains(config.message(2).string(1))) {
      throw new Refusal(NOT_FOUND, "sandbox or image");
    }
    String id = "container-" + ++lastId;
    containers.put(id, new Container(sandbox, config));
    return new ProtoWriter().string(1, id);
  }

  private ProtoWriter startContainer(String id) {
    find(id).phase = ContainerPhase.RUNNING;
    return new ProtoWriter();
  }

  /// A program whose last argument is `0` ends with that; any other says it, and ends with 1.
  private ProtoWriter run(String id, String last) {
    if (find(id).phase != ContainerPhase.RUNNING) {
      throw new Refusal(UNKNOWN, "container " + id + " does not run");
    }
    return last.equals("0")
        ? new ProtoWriter()
        : new ProtoWriter().string(1, last + "\nmore\n").number(3, 1);
  }

  private ProtoWriter reopenLog(String id) {
    if (find(id).phase != ContainerPhase.RUNNING || deaf) {
      throw new Refusal(UNIMPLEMENTED, id);
    }
    reopened.add(id);
    return new ProtoWriter();
  }

  private ProtoWriter removeContainer(String id) {
    containers.remove(id);
    return new ProtoWriter();
  }

  private ProtoWriter listContainers(String sandbox) {
    ProtoWriter list = new ProtoWriter();
    containers.forEach((id, container) -> {
      if (sandbox.isEmpty() || container.sandbox.equals(sandbox)) {
        list.message(
            1,
            new ProtoWriter()
                .string(1, id)
                .string(2, container.sandbox)
                .string(5, container.image)
                .message(3, metadata(container))
                .number(6, number(container.phase))
                .map(9, container.annotations));
      }
    });
    return list;
  }

  private ProtoWriter containerStatus(String id) {
    Container container = find(id);
    return new ProtoWriter()
        .message(
            1,
            new ProtoWriter()
                .number(3, number(container.phase))
                .number(5, container.endedAt)
                .number(6, container.endedAt)
                .number(7, container.exitCode)
                .string(10, container.exitCode == 0 ? "Completed" : "Error"));
  }

  /// The first of those that it cannot load, or else of the others.
  private ProtoWriter listRecords() {
    return Stream.concat(lost.stream(), sandboxes.keySet().stream())
        .findFirst()
        .map(id ->
            new ProtoWriter()
                .message(
                    1,
                    new ProtoWriter()
                        .string(1, id)
                        .map(2, Map.of("io.cri-containerd.kind", "container"))
                        .string(6, "overlayfs")
                        .string(7, id)))
        .orElseGet(ProtoWriter::new);
  }

  private ProtoWriter listContent() {
    ProtoWriter answer = new ProtoWriter();
    content.forEach(digest -> answer.message(1, new ProtoWriter().string(1, digest)));
    return answer;
  }

  private ProtoWriter delete(String id) {
    if (!lost.remove(id) && !content.remove(id)) {
      throw new Refusal(NOT_FOUND, id);
    }
    return new ProtoWriter();
  }

  private ProtoWriter imageStatus(String image) {
    return images.contains(image)
        ? new ProtoWriter().message(1, new ProtoWriter().string(1, image))
        : new ProtoWriter();
  }

  /// Each as large as its name is long.
  private ProtoWriter listImages() {
    ProtoWriter list = new ProtoWriter();
    images.forEach(image ->
        list.message(
            1,
            new ProtoWriter()
                .string(1, image)
                .string(2, image)
                .number(4, image.length())
                .number(8, image.contains("pause") ? 1 : 0)));
    return list;
  }

  private ProtoWriter removeImage(String image) {
    images.remove(image);
    return new ProtoWriter();
  }

  /// Each container has written as many bytes as its name is long.
  private ProtoWriter listStats(String sandbox) {
    ProtoWriter list = new ProtoWriter();
    for (Container container : containers.values()) {
      if (container.sandbox.equals(sandbox)) {
        long written = container.metadata.string(1).length();
        list.message(
            1,
            new ProtoWriter()
                .message(4, new ProtoWriter().message(3, new ProtoWriter().number(1, written))));
      }
    }
    return list;
  }

  private ProtoWriter pullImage(String image, ProtoMessage auth) {
    String login = "%s %s %s".formatted(auth.string(4), auth.string(1), auth.string(2)).strip();
    logins.add(login);
    if (image.startsWith(GUARDED) && !login.equals("https://" + GUARDED + " user secret")) {
      throw new Refusal(UNKNOWN, image + ": no login");
    }
    if (image.contains("absent")) {
      throw new Refusal(NOT_FOUND, image + ": not found");
    }
    images.add(image);
    return new ProtoWriter().string(1, image);
  }

  private Container find(String id) {
    if (!containers.containsKey(id)) {
      throw new Refusal(NOT_FOUND, id);
    }
    return containers.get(id);
  }

  private static ProtoWriter metadata(Container container) {
    return new ProtoWriter()
        .string(1, container.metadata.string(1))
        .number(2, container.metadata.number(2));
  }

  private static long number(ContainerPhase phase) {
    long number = 0;
    while (ContainerPhase.of(number) != phase) {
      number++;
    }
    return number;
  }
}
