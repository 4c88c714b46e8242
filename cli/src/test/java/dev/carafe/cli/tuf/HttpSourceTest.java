package dev.carafe.cli.tuf;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.trust.tuf.Pace;
import dev.carafe.trust.tuf.SlowRetrievalException;
import dev.carafe.trust.tuf.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpSourceTest {
  private static final Pace IMPATIENT = new Pace(1000, Duration.ofMillis(100));
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";

  private final CountDownLatch end = new CountDownLatch(1);
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    end.countDown();
    server.close();
  }

  /// How a server answers.
  private interface Manner {
    void answer(OutputStream out) throws IOException, InterruptedException;
  }

  /// A server that answers each connection in a manner, and closes none before the end.
  private Source answering(Pace pace, Manner manner) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              Socket connection = server.accept();
              Thread.ofVirtual().start(() -> answer(connection, manner));
            }
          } catch (IOException _) {
            // closed at the end
          }
        });
    return HttpSource.at(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/x"), pace);
  }

  private void answer(Socket connection, Manner manner) {
    try (connection) {
      manner.answer(connection.getOutputStream());
      end.await();
    } catch (IOException | InterruptedException _) {
      // the client has gone
    }
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(US_ASCII));
    out.flush();
  }

  /// A byte, and another a while later.
  private void drip(OutputStream out, String text) throws IOException, InterruptedException {
    for (int i = 0; i < text.length(); i++) {
      say(out, text.substring(i, i + 1));
      Thread.sleep(20);
    }
  }

  private static String read(Source source) throws IOException {
    try (InputStream in = source.open("a")) {
      return new String(in.readAllBytes(), US_ASCII);
    }
  }

  @Test
  void aFileComesAsItIs() throws IOException {
    assertThat(read(answering(Pace.USUAL, out -> say(out, HEAD + "alpha")))).isEqualTo("alpha");
  }

  @Test
  void aServerThatSaysNothingIsGivenUp() {
    Source source = answering(IMPATIENT, _ -> end.await());
    assertThatThrownBy(() -> source.open("a"))
        .isInstanceOf(SlowRetrievalException.class)
        .hasMessageStartingWith("a comes too slowly: 0 bytes in 0.1 s");
  }

  @Test
  void aServerWhoseHeadDripsIsGivenUp() {
    Source source = answering(IMPATIENT, out -> drip(out, HEAD + "alpha"));
    assertThatThrownBy(() -> source.open("a")).isInstanceOf(SlowRetrievalException.class);
  }

  @Test
  void aServerWhoseBodyDripsIsGivenUp() throws IOException {
    Source source =
        answering(
            IMPATIENT,
            out -> {
              say(out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
              drip(out, "a".repeat(100_000));
            });
    try (InputStream in = source.open("a")) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(SlowRetrievalException.class);
    }
  }

  @Test
  void aServerThatStopsInTheMiddleIsGivenUp() throws IOException {
    Source source =
        answering(
            IMPATIENT,
            out -> say(out, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + "a".repeat(4000)));
    try (InputStream in = source.open("a")) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(SlowRetrievalException.class);
    }
  }

  @Test
  void whatIsMissingIsMissing() {
    Source source =
        answering(Pace.USUAL, out -> say(out, "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"));
    assertThatThrownBy(() -> source.open("a"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageEndingWith("/x/a");
  }

  @Test
  void aServerInTroubleIsToldOf() {
    Source source =
        answering(Pace.USUAL, out -> say(out, "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"));
    assertThatThrownBy(() -> source.open("a"))
        .isInstanceOf(FetchException.class)
        .hasMessageEndingWith("it answers with status 503");
  }

  @Test
  void aServerThatIsNotThereIsToldOf() throws IOException {
    server.close();
    Source source =
        HttpSource.at(URI.create("http://127.0.0.1:" + server.getLocalPort()), Pace.USUAL);
    assertThatThrownBy(() -> source.open("a"))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("could not get http://127.0.0.1:");
  }
}
