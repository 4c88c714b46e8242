package dev.carafe.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Ports of this machine's loopback.
public final class Ports {
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /// One that nobody uses, and that nobody was given before: whoever was may not listen on it yet.
  public static int free() {
    int port;
    do {
      port = unused();
    } while (!GIVEN.add(port));
    return port;
  }

  private static int unused() {
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
