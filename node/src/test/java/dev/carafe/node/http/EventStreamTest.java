package dev.carafe.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventStreamTest {
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

  @Test
  void sendsEventsAsTheyComeAsChunks() throws IOException {
    EventSource source =
        client -> {
          client.offer(Event.of("pod", "a").withId("1"));
          client.offer(Event.of("pod", "b"));
          client.end();
          return () -> {};
        };
    try (HttpServer server = server(source, Duration.ofSeconds(15));
        Socket socket = ask(server)) {
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer.replace("\r", ""))
          .isEqualTo(
              """
              HTTP/1.1 200 OK
              Content-Type: text/event-stream
              Transfer-Encoding: chunked
              Cache-Control: no-store
              Connection: close

              1a
              id: 1
              event: pod
              data: a


              14
              event: pod
              data: b


              0

              """);
    }
  }

  @Test
  void heartbeatsKeepAQuietStreamOpenPastThePatience() throws IOException {
    EventBroadcast quiet = new EventBroadcast();
    try (HttpServer server = server(quiet, Duration.ofMillis(5));
        Socket socket = ask(server);
        BufferedReader in = reader(socket)) {
      long comments = 0;
      while (comments < 100) {
        String line = in.readLine();
        assertThat(line).isNotNull();
        comments += line.equals(":") ? 1 : 0;
      }
      quiet.publish(Event.of("pod", "at last"));
      assertThat(in.lines().dropWhile(line -> !line.startsWith("data")).findFirst())
          .contains("data: at last");
    }
  }

  @Test
  void theSourceLearnsThatTheClientHasGone() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (HttpServer server = server(_ -> gone::countDown, Duration.ofMillis(5))) {
      try (Socket socket = ask(server)) {
        assertThat(reader(socket).readLine()).isEqualTo("HTTP/1.1 200 OK");
      }
      gone.await();
    }
  }

  @Test
  void aClientThatDoesNotReadIsCutOff() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    String large = "x".repeat(1 << 20);
    EventSource source =
        client -> {
          for (int i = 0; i < EventQueue.CAPACITY; i++) {
            client.offer(Event.of("large", large));
          }
          return gone::countDown;
        };
    try (HttpServer server = server(source, Duration.ofSeconds(15));
        Socket _ = ask(server)) {
      gone.await();
    }
  }

  @Test
  void headDoesNotSubscribe() throws IOException {
    EventSource source =
        _ -> {
          throw new IllegalStateException("subscribed");
        };
    try (HttpServer server = server(source, Duration.ofSeconds(15));
        Socket socket = connect(server)) {
      socket
          .getOutputStream()
          .write("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\n");
    }
  }

  private static HttpServer server(EventSource source, Duration heartbeat) {
    Duration patience = Duration.ofMillis(200);
    return HttpServer.onPort(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        new PlainTransport(),
        _ -> Response.events(source),
        new Limits(8, 1 << 20, patience, patience, patience, patience, heartbeat));
  }

  private static Socket ask(HttpServer server) throws IOException {
    Socket socket = connect(server);
    socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private static Socket connect(HttpServer server) throws IOException {
    return new Socket(
        InetAddress.getLoopbackAddress(), ((InetSocketAddress) server.address()).getPort());
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }
}
