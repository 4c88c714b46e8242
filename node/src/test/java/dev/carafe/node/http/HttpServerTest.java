package dev.carafe.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
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
  void readsBodiesOfRequestsThatFollowEachOtherWithoutWaiting() throws IOException {
    String head = "POST / HTTP/1.1\r\nHost: x\r\n";
    String requests =
        head
            + "Content-Length: 5\r\n\r\nfirst"
            + head
            + "Transfer-Encoding: chunked\r\n\r\n6\r\nsecond\r\n0\r\n\r\n"
            + head
            + "Content-Length: 5\r\nConnection: te, close\r\n\r\nthird";
    assertThat(bodies(exchange(request -> Response.text(Status.OK, request.bodyText()), requests)))
        .containsExactly("first", "second", "third");
  }

  @Test
  void aClientThatSendsTooMuchStillSeesWhyItIsRefused() throws IOException {
    String request = "PATCH / HTTP/1.1\r\nHost: x\r\nContent-Length: 6000000\r\n\r\n";
    assertThat(exchange(_ -> Response.empty(Status.OK), request + "x".repeat(6_000_000)))
        .startsWith("HTTP/1.1 413 ")
        .endsWith("a body may have 1048576 bytes\n");
  }

  @Test
  void whatIsSmuggledBehindARefusedRequestIsNotAnswered() throws IOException {
    List<String> seen = new ArrayList<>();
    Handler handler =
        request -> {
          seen.add(request.path());
          return Response.empty(Status.NO_CONTENT);
        };
    String both = "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    assertThat(
            exchange(
                handler,
                "POST /a HTTP/1.1\r\nHost: x\r\n"
                    + both
                    + "GET /smuggled HTTP/1.1\r\nHost: x\r\n"
                    + END))
        .startsWith("HTTP/1.1 400 ")
        .containsOnlyOnce("HTTP/1.1");
    assertThat(seen).isEmpty();
  }

  @Test
  void anEmptyAnswerHasNeitherTypeNorLength() throws IOException {
    assertThat(
            exchange(_ -> Response.empty(Status.NO_CONTENT), "GET / HTTP/1.1\r\nHost: x\r\n" + END))
        .isEqualTo("HTTP/1.1 204 No Content\r\n" + END);
  }

  @Test
  void aHandlerMayRefuseAndTheConnectionGoesOn() throws IOException {
    Handler handler =
        request -> {
          throw new RefusedRequest(Status.CONFLICT, "not " + request.path());
        };
    assertThat(
            bodies(
                exchange(
                    handler,
                    "GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n" + END)))
        .containsExactly("not /a", "not /b");
  }

  @Test
  void tellsHandlersWhoAsks() throws IOException {
    Handler handler = request -> Response.text(Status.OK, request.peer().toString());
    String request = "GET / HTTP/1.1\r\nHost: x\r\n" + END;
    assertThat(exchange(handler, request)).contains("Anonymous[address=127.0.0.1]");
    Path path = folder.resolve("s");
    try (HttpServer _ = HttpServer.onUnixSocket(path, handler);
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
      assertThat(
              new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8))
          .contains("Local[]");
    }
  }

  /// The answers' bodies, each a line of text.
  private static List<String> bodies(String answers) {
    return answers
        .lines()
        .filter(line -> !line.isEmpty() && !line.contains(": ") && !line.startsWith("HTTP"))
        .toList();
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
