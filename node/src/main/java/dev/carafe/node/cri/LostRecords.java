package dev.carafe.node.cri;

import dev.carafe.node.grpc.CallFailedException;
import dev.carafe.node.grpc.GrpcConnection;
import dev.carafe.node.grpc.StatusCode;
import dev.carafe.node.host.Journal;
import dev.carafe.node.protobuf.ProtoMessage;
import dev.carafe.node.protobuf.ProtoWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Records of containerd's database of which a power cut has left nothing else.
///
/// - Of a container, whose record is on the disk before its folder. containerd cannot load it: no
///   client of its container runtime interface sees it any more, and so nobody else removes it.
/// - Of content, whose record is on the disk before the name of its file (containerd issue 12302).
///   Every pull of an image that has it fails, for containerd believes that it is there.
///
/// They are looked for once in a boot. Who makes a container makes its record first: that which an
/// agent was making when it ended looks like a lost one.
///
/// Source:
/// [containers.proto](https://github.com/containerd/containerd/blob/main/api/services/containers/v1/containers.proto),
/// [content.proto](https://github.com/containerd/containerd/blob/main/api/services/content/v1/content.proto),
/// [snapshots.proto](https://github.com/containerd/containerd/blob/main/api/services/snapshots/v1/snapshots.proto).
public final class LostRecords {
  private static final String CONTAINERS = "containerd.services.containers.v1.Containers/";
  private static final String CONTENT = "containerd.services.content.v1.Content/";
  private static final String SNAPSHOTS = "containerd.services.snapshots.v1.Snapshots/";
  private static final Duration SHORT = Duration.ofSeconds(20);

  /// What the container runtime interface labels its own with.
  private static final String KIND = "io.cri-containerd.kind";

  private final Path socket;
  private final Path blobs;
  private final Path looked;
  private final Journal journal;

  /// A container's record.
  private record Container(String id, String snapshotter, String snapshot) {}

  /// @param socket containerd's
  /// @param blobs where it keeps content: a folder for each kind of digest
  /// @param looked is there once it was looked for them in this boot
  public LostRecords(Path socket, Path blobs, Path looked, Journal journal) {
    this.socket = socket;
    this.blobs = blobs;
    this.looked = looked;
    this.journal = journal;
  }

  /// Removes them, unless that was done in this boot.
  ///
  /// @throws dev.carafe.node.NodeException while the runtime does not answer yet
  public void remove(ContainerRuntime runtime) {
    if (Files.exists(looked)) {
      return;
    }
    Set<String> known = runtime.ids();
    try (GrpcConnection connection = GrpcConnection.open(socket, ContainerRuntime.NAMESPACE)) {
      for (Container container : containers(connection)) {
        if (!known.contains(container.id)) {
          remove(connection, container);
        }
      }
      for (String digest : content(connection)) {
        if (Files.notExists(blobs.resolve(digest.replace(':', '/')))) {
          delete(connection, CONTENT, digest);
          journal.info("removed content " + digest + ", of which only the record was left");
        }
      }
      Files.createDirectories(looked);
    } catch (CallFailedException | IOException e) {
      journal.warning("could not remove what a power cut has left: " + e.getMessage());
    }
  }

  private static List<Container> containers(GrpcConnection connection) {
    List<Container> containers = new ArrayList<>();
    listen(
        connection,
        CONTAINERS + "ListStream",
        answer -> {
          ProtoMessage container = answer.message(1);
          if (container.map(2).containsKey(KIND)) {
            containers.add(
                new Container(container.string(1), container.string(6), container.string(7)));
          }
        });
    return containers;
  }

  /// The digests of all.
  private static List<String> content(GrpcConnection connection) {
    List<String> digests = new ArrayList<>();
    listen(
        connection,
        CONTENT + "List",
        answer -> answer.messages(1).forEach(info -> digests.add(info.string(1))));
    return digests;
  }

  private static void listen(
      GrpcConnection connection, String method, Consumer<ProtoMessage> answers) {
    connection.listen(
        method, new byte[0], bytes -> answers.accept(new ProtoMessage(ByteBuffer.wrap(bytes))));
  }

  private void remove(GrpcConnection connection, Container container) {
    try {
      connection.call(
          SNAPSHOTS + "Remove",
          new ProtoWriter()
              .string(1, container.snapshotter)
              .string(2, container.snapshot)
              .toBytes(),
          SHORT);
    } catch (CallFailedException e) {
      if (e.status() != StatusCode.NOT_FOUND) {
        throw e;
      }
    }
    delete(connection, CONTAINERS, container.id);
    journal.info("removed container " + container.id + ", of which only the record was left");
  }

  private static void delete(GrpcConnection connection, String service, String name) {
    connection.call(service + "Delete", new ProtoWriter().string(1, name).toBytes(), SHORT);
  }
}
