package dev.carafe.cli.node.unix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.http.Handler;
import dev.carafe.node.http.HttpServer;
import dev.carafe.node.http.LineStream;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against the node's own server, and against servers that break the rules.
@Timeout(60)
class UnixHttpTest {
  private static final Optional<Duration> LIMIT = Optional.of(Duration.ofSeconds(30));

  @TempDir private Path folder;

  private Path socket() {
    return folder.resolve("api.sock");
  }

  private HttpServer serve(Handler handler) {
    return HttpServer.onUnixSocket(socket(), handler);
  }

  private UnixHttp.Answer ask(String method, String target, String body) throws IOException {
    return new UnixHttp(socket()).send(new Request(method, target, Map.of(), body), LIMIT);
  }

  private UnixHttp.Answer get() throws IOException {
    return ask("GET", "/", "");
  }

  private static String text(UnixHttp.Answer answer) throws IOException {
    try (InputStream body = answer.body()) {
      return new String(body.readAllBytes(), UTF_8);
    }
  }

  @Test
  void aRequestArrivesAndItsAnswerComesBack() throws IOException {
    Handler echo =
        request ->
            Response.text(
                Status.OK,
                "%s %s %s %s %s"
                    .formatted(
                        request.method(),
                        request.path(),
                        request.query("a").orElse(""),
                        request.header("accept").orElse(""),
                        request.bodyText()));
    try (HttpServer _ = serve(echo)) {
      Request request = new Request("PUT", "/p?a=b%20c", Map.of("Accept", "text/plain"), "größer");
      UnixHttp.Answer answer = new UnixHttp(socket()).send(request, LIMIT);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.contentType()).isEqualTo("text/plain; charset=utf-8");
      assertThat(text(answer)).isEqualTo("PUT /p b c text/plain größer\n");
    }
  }

  @Test
  void aRefusalIsAnAnswer() throws IOException {
    try (HttpServer _ = serve(request -> Response.notFound(request.path()))) {
      UnixHttp.Answer answer = ask("GET", "/none", "");
      assertThat(answer.status()).isEqualTo(404);
      assertThat(text(answer)).isEqualTo("there is nothing at /none\n");
    }
  }

  @Test
  void anAnswerMayHaveNoBody() throws IOException {
    try (HttpServer _ = serve(_ -> Response.empty(Status.NO_CONTENT))) {
      assertThat(text(ask("POST", "/", ""))).isEmpty();
    }
  }

  /// The server answers before it has read it, and reads on for a while.
  @Test
  void aBodyThatIsTooLargeIsRefusedByTheNode() throws IOException {
    try (HttpServer _ = serve(_ -> Response.empty(Status.NO_CONTENT))) {
      UnixHttp.Answer answer = ask("PUT", "/", "x".repeat(3 << 20));
      assertThat(answer.status()).isEqualTo(413);
      assertThat(text(answer)).contains("a body may have 1048576 bytes");
    }
  }

  @Test
  void chunksAreJoined() throws IOException {
    byte[] content = new byte[5_000_000];
    new Random(1).nextBytes(content);
    try (HttpServer _ = serve(_ -> Response.written("a/b", out -> out.write(content)));
        InputStream body = get().body()) {
      assertThat(body.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void aStreamIsReadAsItComes() throws IOException {
    CountDownLatch seen = new CountDownLatch(1);
    try (HttpServer _ = serve(_ -> Response.lines("a/b", () -> new TwoLines(seen)));
        BufferedReader lines = new BufferedReader(new InputStreamReader(get().body(), UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("first");
      seen.countDown();
      assertThat(lines.readLine()).isEqualTo("second");
      assertThat(lines.readLine()).isNull();
    }
  }

  /// The second one comes when the first has been seen.
  private static final class TwoLines implements LineStream {
    private final CountDownLatch seen;
    private int given;

    TwoLines(CountDownLatch seen) {
      this.seen = seen;
    }

    @Override
    public Optional<byte[]> next(Duration longest) throws InterruptedException {
      if (isOver() || (given == 1 && !seen.await(longest.toNanos(), TimeUnit.NANOSECONDS))) {
        return Optional.empty();
      }
      given++;
      return Optional.of((given == 1 ? "first\n" : "second\n").getBytes(UTF_8));
    }

    @Override
    public boolean isOver() {
      return given == 2;
    }

    @Override
    public void close() {}
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void aStreamThatFailsOnTheNodeIsNotTakenForWhole() throws IOException {
    Handler failing =
        _ ->
            Response.written(
                "a/b",
                out -> {
                  out.write("half".getBytes(UTF_8));
                  throw new IOException("no more");
                });
    try (HttpServer _ = serve(failing);
        InputStream body = get().body()) {
      assertThatThrownBy(body::readAllBytes)
          .isInstanceOf(EOFException.class)
          .hasMessage("the connection ended before the answer did");
    }
  }

  @Test
  void closingABodyEndsItsConnection() throws IOException, InterruptedException {
    CountDownLatch failed = new CountDownLatch(1);
    Handler endless =
        _ ->
            Response.written(
                "a/b",
                out -> {
                  try {
                    while (true) {
                      out.write(new byte[8192]);
                      out.flush();
                    }
                  } finally {
                    failed.countDown();
                  }
                });
    try (HttpServer _ = serve(endless)) {
      try (InputStream body = get().body()) {
        assertThat(body.read()).isZero();
      }
      failed.await();
    }
  }

  @Test
  void anAnswerThatTakesTooLongIsGivenUp() {
    CountDownLatch never = new CountDownLatch(1);
    Handler silent = _ -> Response.written("a/b", _ -> await(never));
    Optional<Duration> limit = Optional.of(Duration.ofMillis(300));
    try (HttpServer _ = serve(silent)) {
      assertThatThrownBy(
              () -> text(new UnixHttp(socket()).send(new Request("GET", "/", Map.of(), ""), limit)))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage("it did not answer in time");
    } finally {
      never.countDown();
    }
  }

  @Test
  void aSocketWhereNobodyListensIsAnError() throws IOException {
    try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(socket()));
    }
    assertThatThrownBy(this::get).isInstanceOf(ConnectException.class);
  }

  @Test
  void aSocketThatIsNotThereIsAnError() {
    assertThatThrownBy(this::get).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SSH-2.0-x | it does not speak HTTP/1.1",
        "HTTP/2 200 OK | it does not speak HTTP/1.1",
        "HTTP/1.1 2000 OK | it does not speak HTTP/1.1",
        "HTTP/1.1 100 Continue~ | it answered with 100, which was not asked",
        "HTTP/1.1 200 OK~ | it is not clear where its answer ends",
        "HTTP/1.1 200 OK~Content-Length: -1~ | it is not clear where its answer ends",
        "HTTP/1.1 200 OK~Content-Length: 1~Content-Length: 1~ | has the header content-length twice",
        "HTTP/1.1 200 OK~Content-Length: 1~Transfer-Encoding: chunked~ | where its answer ends",
        "HTTP/1.1 200 OK~Transfer-Encoding: gzip~ | it is not clear where its answer ends",
        "HTTP/1.1 200 OK~no colon~ | a header of its answer is not 'NAME: VALUE'",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~g | does not begin with its size in hexadecimal",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~123456789 | does not begin with its size",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~ab | a chunk of its answer is longer than",
      })
  void anAnswerThatBreaksTheRulesIsRefused(String answer, String why) throws IOException {
    try (RawNode _ = RawNode.saying(socket(), answer.replace("~", "\r\n") + "\r\n")) {
      assertThatThrownBy(() -> text(get()))
          .isInstanceOf(BadAnswerException.class)
          .hasMessageContaining(why);
    }
  }

  @Test
  void limitsAreKept() throws IOException {
    try (RawNode _ = RawNode.saying(socket(), "HTTP/1.1 200 " + "x".repeat(9000))) {
      assertThatThrownBy(this::get).hasMessage("a line of its answer has more than 8192 bytes");
    }
    Path other = folder.resolve("other.sock");
    try (RawNode _ = RawNode.saying(other, "HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(65))) {
      assertThatThrownBy(
              () -> new UnixHttp(other).send(new Request("GET", "/", Map.of(), ""), LIMIT))
          .hasMessage("its answer has more than 64 headers");
    }
  }

  @ParameterizedTest
  @CsvSource({"''", "HTTP/1.1 200 OK~Content-Le", "HTTP/1.1 200 OK~Content-Length: 9~~abc"})
  void anAnswerThatEndsEarlyIsNotTakenForWhole(String answer) throws IOException {
    try (RawNode _ = RawNode.saying(socket(), answer.replace("~", "\r\n"))) {
      assertThatThrownBy(() -> text(get()))
          .isInstanceOf(EOFException.class)
          .hasMessage("the connection ended before the answer did");
    }
  }

  @Test
  void nothingBreaksOutOfARequestsLine() {
    assertThatThrownBy(() -> new Request("GET", "/ HTTP/1.1\r\nEvil: x", Map.of(), ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Request("GET", "/", Map.of("A", "b\r\nEvil: x"), ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
