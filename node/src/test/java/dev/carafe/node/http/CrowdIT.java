package dev.carafe.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.host.Journal;
import dev.carafe.node.identity.NodeIdentity;
import dev.carafe.node.identity.NodeTls;
import dev.carafe.node.identity.TestAuthority;
import dev.carafe.trust.certificate.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Ten thousand clients that say nothing, and one that does.
@Timeout(300)
class CrowdIT {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int CROWD = 10_000;

  @TempDir private Path folder;

  @Test
  void keepNobodyOutOfThePlainPort() throws IOException {
    crowd(new PlainTransport(), SocketFactory.getDefault());
  }

  @Test
  void keepNobodyOutOfTheTlsPort() throws Exception {
    TestAuthority authority = new TestAuthority();
    NodeTls tls =
        new NodeTls(
            NodeIdentity.open(folder, Clock.systemUTC()),
            authority.trust(),
            new Journal(System.out));
    crowd(
        new TlsTransport(tls),
        TestAuthority.client(authority.client(Role.READER, "bob")).getSocketFactory());
  }

  private static void crowd(Transport transport, SocketFactory one) throws IOException {
    List<Socket> crowd = new ArrayList<>();
    Handler handler = _ -> Response.text(Status.OK, "still here");
    InetSocketAddress address = new InetSocketAddress(LOOPBACK, 0);
    try (HttpServer server = HttpServer.onPort(address, transport, handler, Limits.usual())) {
      int port = ((InetSocketAddress) server.address()).getPort();
      for (int i = 1; i <= CROWD; i++) {
        crowd.add(new Socket(LOOPBACK, port));
        if (i % 1000 == 0) {
          assertThat(ask(one, port)).endsWith("still here\n");
        }
      }
    } finally {
      for (Socket socket : crowd) {
        socket.close();
      }
    }
  }

  private static String ask(SocketFactory factory, int port) throws IOException {
    try (Socket socket = factory.createSocket(LOOPBACK, port)) {
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
