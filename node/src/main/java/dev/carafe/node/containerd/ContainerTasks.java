package dev.carafe.node.containerd;

import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.exec.WindowSize;
import dev.carafe.node.grpc.CallFailedException;
import dev.carafe.node.grpc.GrpcConnection;
import dev.carafe.node.grpc.StatusCode;
import dev.carafe.node.protobuf.ProtoMessage;
import dev.carafe.node.protobuf.ProtoWriter;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The processes in containers that the container runtime interface has made, by containerd's own
/// interface. The numbers are the fields of the messages. Each call has a connection of its own, so
/// any thread may call.
///
/// Every method throws [CallFailedException] when containerd refuses, and
/// [dev.carafe.node.grpc.BrokenStreamException] or [java.io.UncheckedIOException] when it goes
/// away.
///
/// Source:
/// [tasks.proto](https://github.com/containerd/containerd/blob/main/api/services/tasks/v1/tasks.proto),
/// [containers.proto](https://github.com/containerd/containerd/blob/main/api/services/containers/v1/containers.proto).
final class ContainerTasks {
  private static final String TASKS = "containerd.services.tasks.v1.Tasks/";
  private static final String GET_CONTAINER = "containerd.services.containers.v1.Containers/Get";
  private static final String PROCESS_TYPE =
      "types.containerd.io/opencontainers/runtime-spec/1/Process";

  private static final Duration SHORT = Duration.ofSeconds(20);

  /// For what starts a process, on a machine that may be emulated.
  private static final Duration LONG = Duration.ofMinutes(2);

  /// Nearly the longest that gRPC can say in milliseconds.
  private static final Duration DAY = Duration.ofDays(1);

  private final Path socket;

  ContainerTasks(Path socket) {
    this.socket = socket;
  }

  /// What a container's own process was started with: `process` of its OCI specification.
  Json.Struct process(String container) {
    ProtoMessage answer = call(GET_CONTAINER, new ProtoWriter().string(1, container), SHORT);
    ByteBuffer spec = answer.message(1).message(5).bytes(2);
    String text = StandardCharsets.UTF_8.decode(spec.duplicate()).toString();
    return JsonReader.read(text) instanceof Json.Struct all
            && all.member("process").orElse(all) instanceof Json.Struct process
        ? process
        : Json.object().build();
  }

  /// Makes a process, which [#start] then starts.
  void create(ProcessId id, Json process, Pipes pipes, boolean terminal) {
    ProtoWriter spec =
        new ProtoWriter()
            .string(1, PROCESS_TYPE)
            .bytes(2, JsonWriter.write(process).getBytes(StandardCharsets.UTF_8));
    String output = pipes.output().toString();
    call(
        "Exec",
        new ProtoWriter()
            .string(1, id.container())
            .string(2, pipes.input().toString())
            .string(3, output)
            .string(4, terminal ? "" : output)
            .number(5, terminal ? 1 : 0)
            .message(6, spec)
            .string(7, id.name()));
  }

  void start(ProcessId id) {
    call(TASKS + "Start", request(id), LONG);
  }

  /// Waits for the end of a process, for a day at most.
  ///
  /// @return its exit code; empty where it has not ended
  Optional<Integer> await(ProcessId id) {
    try {
      return Optional.of((int) call(TASKS + "Wait", request(id), DAY).number(1));
    } catch (CallFailedException e) {
      if (e.status() == StatusCode.DEADLINE_EXCEEDED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  void resize(ProcessId id, WindowSize size) {
    call("ResizePty", request(id).number(3, size.columns()).number(4, size.rows()));
  }

  void kill(ProcessId id, int signal) {
    call("Kill", request(id).number(3, signal));
  }

  void closeInput(ProcessId id) {
    call("CloseIO", request(id).number(3, 1));
  }

  /// Forgets a process that has ended.
  void delete(ProcessId id) {
    call("DeleteProcess", request(id));
  }

  private static ProtoWriter request(ProcessId id) {
    return new ProtoWriter().string(1, id.container()).string(2, id.name());
  }

  private void call(String method, ProtoWriter request) {
    call(TASKS + method, request, SHORT);
  }

  private ProtoMessage call(String method, ProtoWriter request, Duration timeout) {
    try (GrpcConnection connection = GrpcConnection.open(socket, ContainerRuntime.NAMESPACE)) {
      return new ProtoMessage(ByteBuffer.wrap(connection.call(method, request.toBytes(), timeout)));
    }
  }
}
