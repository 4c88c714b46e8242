package dev.carafe.cli.node;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The containers of a node on this machine's loopback, for programs to be run in them.
public final class RemoteContainers implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final NodeClient node;

  private RemoteContainers(NodeClient node) {
    this.node = node;
  }

  /// Those of the node behind a port.
  ///
  /// @param fingerprint of the certificate that it must show
  /// @param certificate an admin's, in PEM
  /// @param key the admin's, in PEM
  public static RemoteContainers of(int port, String fingerprint, Path certificate, Path key) {
    return new RemoteContainers(
        NodeClient.of(Context.onLoopback(port, fingerprint, certificate, key), PATIENCE));
  }

  /// A program that has ended.
  ///
  /// @param output its errors among it
  public record Ran(int code, String output) {}

  /// Runs a program without input to its end.
  ///
  /// @param target `POD/CONTAINER`, or `POD` where it has one container only
  /// @throws NodeException where the node cannot be reached, or does not run it
  public Ran run(String target, List<String> command) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    int code =
        RemoteProgram.run(
            node,
            new RemoteProgram.Wanted(target, command, false, Optional::empty),
            InputStream.nullInputStream(),
            output);
    return new Ran(code, output.toString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    node.close();
  }
}
