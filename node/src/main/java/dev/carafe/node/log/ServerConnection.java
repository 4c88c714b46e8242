package dev.carafe.node.log;

import dev.carafe.node.web.Authorities;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// A connection to a server, by TCP or, over it, TLS.
final class ServerConnection implements AutoCloseable {
  private final Socket tcp;
  private final Socket socket;

  private ServerConnection(Socket tcp, Socket socket) {
    this.tcp = tcp;
    this.socket = socket;
  }

  /// Connects to the first of the host's addresses that answers.
  ///
  /// @param limit for each address, and for each answer while encryption is agreed on
  static ServerConnection open(LogDestination destination, Authorities authorities, Duration limit)
      throws IOException {
    Socket tcp = connect(destination, (int) limit.toMillis());
    try {
      return destination.tls()
          ? new ServerConnection(tcp, encrypt(tcp, destination, authorities, limit))
          : new ServerConnection(tcp, tcp);
    } catch (IOException | RuntimeException e) {
      tcp.close();
      throw e;
    }
  }

  private static Socket connect(LogDestination destination, int limit) throws IOException {
    IOException last = new IOException(destination.host() + " has no address");
    for (InetAddress address : InetAddress.getAllByName(destination.host())) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, destination.port()), limit);
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

  private static SSLSocket encrypt(
      Socket tcp, LogDestination destination, Authorities authorities, Duration limit)
      throws IOException {
    SSLSocket tls =
        (SSLSocket)
            authorities
                .socketFactory()
                .createSocket(tcp, destination.host(), destination.port(), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    tls.setSSLParameters(parameters);
    tls.setSoTimeout((int) limit.toMillis());
    tls.startHandshake();
    return tls;
  }

  /// What the server says, which is nothing in these protocols, and whether it is still there.
  ///
  /// @param tick how long a reader waits before it looks at something else
  InputStream input(Duration tick) throws IOException {
    socket.setSoTimeout((int) tick.toMillis());
    return socket.getInputStream();
  }

  OutputStream output() throws IOException {
    return socket.getOutputStream();
  }

  int localPort() {
    return tcp.getLocalPort();
  }

  int remotePort() {
    return tcp.getPort();
  }

  /// Ends it for all threads. The encryption is not taken leave of: that would wait for a writer
  /// who waits for the server.
  @Override
  public void close() {
    try {
      tcp.close();
    } catch (IOException _) {
      // it is gone either way
    }
  }
}
