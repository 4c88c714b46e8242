package dev.carafe.cli.node;

import java.nio.file.Path;
import java.time.Duration;

/// The updates of a node on this machine's loopback. Each command is waited for, and answered with
/// the state that it has led to: `Available`.
public final class RemoteUpdates implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final NodeClient node;
  private final UpdateWork work;

  private RemoteUpdates(NodeClient node) {
    this.node = node;
    this.work = new UpdateWork(node);
  }

  /// Those of the node behind a port.
  ///
  /// @param fingerprint of the certificate that it must show
  /// @param certificate an admin's, in PEM
  /// @param key the admin's, in PEM
  public static RemoteUpdates of(int port, String fingerprint, Path certificate, Path key) {
    return new RemoteUpdates(
        NodeClient.of(Context.onLoopback(port, fingerprint, certificate, key), PATIENCE));
  }

  /// Looks what is offered.
  ///
  /// @throws UpdateFailedException where it fails, or takes too long
  public String refresh() {
    return work.refresh().state();
  }

  /// Puts what was chosen onto the disk.
  ///
  /// @throws UpdateFailedException where it fails, or takes too long
  public String prepare() {
    return work.prepare().state();
  }

  /// Lets the machine start it next.
  ///
  /// @throws UpdateFailedException where it fails, or takes too long
  public String activate() {
    return work.activate().state();
  }

  @Override
  public void close() {
    node.close();
  }
}
