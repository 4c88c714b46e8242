package dev.carafe.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// More clients than there is room for, and slow ones.
@Timeout(60)
class CrowdTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  private static final Handler OPEN = _ -> Response.text(Status.OK, "still here");

  @Test
  void twoHundredWhoSayNothingKeepNobodyOut() throws IOException {
    List<Socket> crowd = new ArrayList<>();
    try (HttpServer server = server(OPEN, Limits.usual())) {
      for (int i = 0; i < 200; i++) {
        crowd.add(connect(server));
        if (i % 50 == 49) {
          assertThat(ask(server)).contains("still here");
        }
      }
    } finally {
      for (Socket socket : crowd) {
        socket.close();
      }
    }
  }

  @Test
  void clientsThatResetWhileTheyAreTurnedAwayDoNotStopTheServer() throws Exception {
    Limits limits = connections(2);
    CountDownLatch end = new CountDownLatch(1);
    Semaphore busy = new Semaphore(0);
    try (HttpServer server = server(busyUntil(end, busy), limits);
        Socket _ = send(server);
        Socket _ = send(server)) {
      busy.acquire(2);
      for (int i = 0; i < 200; i++) {
        reset(connect(server));
      }
      assertThat(ask(server)).contains("503");
      end.countDown();
      String answer = "503";
      while (answer.contains("503")) {
        answer = ask(server);
      }
      assertThat(answer).contains("done");
    }
  }

  @Test
  void aClientThatNeverFinishesItsRequestIsCutOff() throws IOException {
    try (HttpServer server = server(OPEN, patience(Duration.ofMillis(100)));
        Socket slow = connect(server)) {
      slow.getOutputStream()
          .write(
              "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nx"
                  .getBytes(StandardCharsets.ISO_8859_1));
      assertThat(readAll(slow)).isEmpty();
    }
  }

  @Test
  void aClientThatHasNoMoreToAskIsLetGo() throws IOException {
    try (HttpServer server = server(OPEN, idle(Duration.ofMillis(100)));
        Socket idle = connect(server)) {
      idle.getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      assertThat(readAll(idle)).contains("still here");
    }
  }

  @Test
  void aHandlerMayTakeLongerThanAClient() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Semaphore busy = new Semaphore(0);
    Limits limits = patience(Duration.ofMillis(50));
    try (HttpServer server = server(busyUntil(end, busy), limits);
        Socket patient = send(server);
        Socket idle = connect(server)) {
      assertThat(readAll(idle)).isEmpty();
      end.countDown();
      assertThat(readAll(patient)).contains("done");
    }
  }

  private static Handler busyUntil(CountDownLatch end, Semaphore busy) {
    return _ -> {
      busy.release();
      try {
        end.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return Response.text(Status.OK, "done");
    };
  }

  private static Limits connections(int count) {
    Limits usual = Limits.usual();
    return new Limits(
        count,
        usual.bodies(),
        usual.handshake(),
        usual.idle(),
        usual.patience(),
        usual.linger(),
        usual.heartbeat());
  }

  private static Limits patience(Duration patience) {
    Limits usual = Limits.usual();
    return new Limits(
        usual.connections(),
        usual.bodies(),
        patience,
        patience,
        patience,
        patience,
        usual.heartbeat());
  }

  private static Limits idle(Duration idle) {
    Limits usual = Limits.usual();
    return new Limits(
        usual.connections(),
        usual.bodies(),
        idle,
        idle,
        usual.patience(),
        usual.linger(),
        usual.heartbeat());
  }

  private static HttpServer server(Handler handler, Limits limits) {
    return HttpServer.onPort(
        new InetSocketAddress(LOOPBACK, 0), new PlainTransport(), handler, limits);
  }

  private static Socket connect(HttpServer server) throws IOException {
    return new Socket(LOOPBACK, ((InetSocketAddress) server.address()).getPort());
  }

  private static Socket send(HttpServer server) throws IOException {
    Socket socket = connect(server);
    socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /// The answer, or `503` where the client was turned away before its request was read.
  private static String ask(HttpServer server) throws IOException {
    try (Socket socket = send(server)) {
      return readAll(socket);
    } catch (SocketException _) {
      return "503";
    }
  }

  private static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }
}
