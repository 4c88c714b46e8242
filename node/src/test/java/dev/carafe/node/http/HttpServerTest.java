package dev.carafe.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpServerTest {
  private static final String END = "Connection: close\r\n\r\n";

  @TempDir private Path folder;

  @Test
  void answersSeveralRequestsOnOneConnection() throws IOException {
    String requests = "GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n" + END;
    assertThat(
            exchange(request -> Response.text(Status.OK, request.path()), requests)
                .replace("\r", ""))
        .isEqualTo(
            """
            HTTP/1.1 200 OK
            Content-Type: text/plain; charset=utf-8
            Content-Length: 3

            /a
            HTTP/1.1 200 OK
            Content-Type: text/plain; charset=utf-8
            Content-Length: 3
            Connection: close

            /b
            """);
  }

  @Test
  void streamsAFileAndTellsHeadItsLengthOnly() throws IOException {
    Path file = Files.write(folder.resolve("f"), new byte[300_000]);
    Handler handler = _ -> Response.file(file, "a/b");
    assertThat(exchange(handler, "GET / HTTP/1.1\r\nHost: x\r\n" + END))
        .hasSizeGreaterThan(300_000);
    assertThat(exchange(handler, "HEAD / HTTP/1.1\r\nHost: x\r\n" + END))
        .contains("Content-Length: 300000\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void aFaultOfOursIsAnsweredWithoutItsInsides() throws IOException {
    assertThat(
            exchange(
                _ -> {
                  throw new IllegalStateException("secret");
                },
                "GET / HTTP/1.1\r\nHost: x\r\n" + END))
        .startsWith("HTTP/1.1 500 ")
        .doesNotContain("secret");
  }

  @Test
  void aRefusedRequestClosesTheConnection() throws IOException {
    assertThat(
            exchange(
                _ -> Response.text(Status.OK, ""),
                "nonsense\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ")
        .containsOnlyOnce("Content-Length");
  }

  @Test
  void aUnixSocketIsForOwnerAndGroup() throws IOException {
    Path socket = Files.writeString(folder.resolve("s"), "left over");
    try (HttpServer _ = HttpServer.onUnixSocket(socket, _ -> Response.text(Status.OK, ""))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-rw----");
    }
  }

  @Test
  void clientsThatResetWhileTheyAreTurnedAwayDoNotStopTheServer() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    Handler handler = _ -> Response.text(Status.OK, "still here");
    try (HttpServer server = HttpServer.onPort(new InetSocketAddress(loopback, 0), handler)) {
      int port = ((InetSocketAddress) server.address()).getPort();
      List<Socket> crowd = new ArrayList<>();
      for (int i = 0; i < HttpServer.MOST_CONNECTIONS; i++) {
        crowd.add(new Socket(loopback, port));
      }
      for (int i = 0; i < 200; i++) {
        reset(new Socket(loopback, port));
      }
      crowd.removeLast().close();
      assertThat(ask(port)).contains("still here");
      for (Socket socket : crowd) {
        socket.close();
      }
    }
  }

  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /// Asks until there is room for one more connection.
  private static String ask(int port) throws IOException {
    String answer = "503";
    while (answer.contains("503")) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(2000);
        socket
            .getOutputStream()
            .write(("GET / HTTP/1.1\r\nHost: x\r\n" + END).getBytes(StandardCharsets.ISO_8859_1));
        answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      } catch (SocketException _) {
        answer = "503"; // turned away before the request was read
      }
    }
    return answer;
  }

  private static String exchange(Handler handler, String text) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (HttpServer server = HttpServer.onPort(new InetSocketAddress(loopback, 0), handler);
        Socket socket = new Socket(loopback, ((InetSocketAddress) server.address()).getPort())) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
