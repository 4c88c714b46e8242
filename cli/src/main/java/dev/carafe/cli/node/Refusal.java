package dev.carafe.cli.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// How a node refuses a certificate: in TLS 1.3 with an alert after the client's side of the
/// handshake, when it may have sent its request already. Then the connection may be reset before
/// the alert is read, and only its end is seen.
///
/// Source: [RFC 8446, section 4.4.2](https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2).
final class Refusal {
  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final String ALERT = "Received fatal alert: ";

  private Refusal() {}

  static boolean isAlert(Throwable failure) {
    return String.valueOf(failure.getMessage()).contains(ALERT);
  }

  /// Whether the node ends a connection that says nothing after its handshake: one that it accepts
  /// may be silent for much longer than is waited here. A reset within the handshake tells nothing,
  /// for whoever does not speak TLS ends it so too: then the node is asked again for some seconds.
  static boolean isShown(NodeAddress address, SSLContext context) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      try {
        return isTurnedAway(address, context);
      } catch (SocketException _) {
        LockSupport.parkNanos(PAUSE.toNanos()); // chance may have it otherwise next time
      } catch (IOException e) {
        return isAlert(e);
      }
    }
    return false;
  }

  /// @throws SocketException where the handshake was cut off
  private static boolean isTurnedAway(NodeAddress address, SSLContext context) throws IOException {
    int limit = Math.toIntExact(LIMIT.toMillis());
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(address.host(), address.port()), limit);
      plain.setSoTimeout(limit);
      try (SSLSocket socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(plain, address.host(), address.port(), true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return isEnded(socket);
      }
    }
  }

  private static boolean isEnded(SSLSocket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException _) {
      return false;
    } catch (IOException _) {
      return true; // an alert, or the reset that hid it
    }
  }
}
