package dev.carafe.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LineSenderTest {
  private static final String HEAD = " / HTTP/1.1\r\nHost: x\r\n\r\n";

  /// Lines that are put in, until there is an empty one.
  private static class Given implements LineStream {
    final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    final CountDownLatch closed = new CountDownLatch(1);
    private boolean over;

    @Override
    public Optional<byte[]> next(Duration longest) throws InterruptedException {
      String line = lines.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
      over = over || "".equals(line);
      return Optional.ofNullable(over ? null : line)
          .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isOver() {
      return over;
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  private final Given given = new Given();

  private HttpServer server(LineStream.Source source, Duration heartbeat) {
    Duration patience = Duration.ofMillis(200);
    return HttpServer.onPort(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        new PlainTransport(),
        _ -> Response.lines("text/plain; charset=utf-8", source),
        new Limits(8, 1 << 20, patience, patience, patience, patience, heartbeat));
  }

  private static Socket ask(HttpServer server, String method) throws IOException {
    Socket socket =
        new Socket(
            InetAddress.getLoopbackAddress(), ((InetSocketAddress) server.address()).getPort());
    socket.getOutputStream().write((method + HEAD).getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  @Test
  void linesThatAreThereAreOneChunk() throws Exception {
    given.lines.addAll(List.of("one\n", "two\n", ""));
    try (HttpServer server = server(() -> given, Duration.ofSeconds(15));
        Socket socket = ask(server, "GET")) {
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .endsWith("\r\n\r\n8\r\none\ntwo\n\r\n0\r\n\r\n")
          .contains("Transfer-Encoding: chunked\r\n");
    }
    given.closed.await();
  }

  @Test
  void whereNothingComesThereIsAnEmptyLineAndTheSourceLearnsWhoHasGone() throws Exception {
    try (HttpServer server = server(() -> given, Duration.ofMillis(5))) {
      try (Socket socket = ask(server, "GET")) {
        byte[] answer = socket.getInputStream().readNBytes(400);
        assertThat(new String(answer, StandardCharsets.UTF_8)).contains("1\r\n\n\r\n1\r\n\n\r\n");
      }
      given.closed.await();
    }
  }

  @Test
  void whoDoesNotReadIsCutOff() throws Exception {
    Given endless =
        new Given() {
          @Override
          public Optional<byte[]> next(Duration longest) {
            return Optional.of(new byte[64 << 10]);
          }
        };
    try (HttpServer server = server(() -> endless, Duration.ofSeconds(15));
        Socket _ = ask(server, "GET")) {
      endless.closed.await();
    }
  }

  @Test
  void headOpensNothing() throws Exception {
    LineStream.Source source =
        () -> {
          throw new IllegalStateException("opened");
        };
    try (HttpServer server = server(source, Duration.ofSeconds(15));
        Socket socket = ask(server, "HEAD")) {
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\n");
    }
  }
}
