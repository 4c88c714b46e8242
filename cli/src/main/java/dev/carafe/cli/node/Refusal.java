package dev.carafe.cli.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
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
  private static final String ALERT = "Received fatal alert: ";

  private Refusal() {}

  static boolean isAlert(Throwable failure) {
    return String.valueOf(failure.getMessage()).contains(ALERT);
  }

  /// Whether the node ends a connection that says nothing after its handshake: one that it accepts
  /// may be silent for much longer than is waited here.
  static boolean isShown(NodeAddress address, SSLContext context) {
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
    } catch (IOException e) {
      return isAlert(e);
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
