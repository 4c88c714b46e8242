package dev.carafe.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Ports of this machine's loopback.
public final class Ports {
  private Ports() {}

  /// One that nobody uses.
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("could not find a free port: " + e.getMessage(), e);
    }
  }

  /// Makes sure that nobody uses a port.
  ///
  /// @throws PortInUseException if somebody does
  public static void demandFree(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return;
    } catch (IOException _) {
      throw new PortInUseException(port);
    }
  }

  /// Somebody else listens on a port.
  public static final class PortInUseException extends LabException {
    private static final long serialVersionUID = 1L;

    PortInUseException(int port) {
      super(
          "could not use port %d of this machine: %s listens on it; choose another"
              .formatted(port, PortHolder.of(port).orElse("another program")));
    }
  }
}
