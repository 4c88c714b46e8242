package dev.carafe.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
  private static final String POST = "POST / HTTP/1.1\r\nHost: x\r\n";
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final BodyBudget budget = new BodyBudget(8 << 20);

  @Test
  void readsRequestsOneAfterTheOther() throws IOException {
    String head = "HEAD / HTTP/1.1\r\nHost:\r\n\r\n";
    RequestReader reader =
        reader("GET /os?prefix=a HTTP/1.1\r\nHost: x\r\nA: 1\r\na:2\r\n\r\n" + head);
    Request first = reader.next().orElseThrow();
    assertThat(first.path()).isEqualTo("/os");
    assertThat(first.query("prefix")).contains("a");
    assertThat(first.headers()).isEqualTo(Map.of("host", "x", "a", "1, 2"));
    assertThat(reader.next().orElseThrow().method()).isEqualTo("HEAD");
    assertThat(reader.next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.0\r\nHost: x\r\n\r\n",
        "GET /\r\nHost: x\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET\t/ HTTP/1.1\r\nHost: x\r\n\r\n",
        "G(T / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /\u00e9 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /#f HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\ny: z\r\n\r\n",
        "GET /% HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /%4 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /%c3 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /%c0%af HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /a%00b HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /a%0ab HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /?a=%f HTTP/1.1\r\nHost: x\r\n\r\n",
      })
  void refusesWhatTwoReadersCouldUnderstandDifferently(String text) {
    assertThatThrownBy(() -> reader(text).next()).isInstanceOf(RefusedRequest.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 0\r\nContent-Length: 0",
        "Content-Length: 3, 3",
        "Content-Length: +3",
        "Content-Length: -3",
        "Content-Length: 0x3",
        "Content-Length: 3 3",
        "Content-Length:",
        "Content-Length : 3",
        "Content-Length: 3\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 3",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: \u000bchunked",
        "Transfer-Encoding:",
        "Transfer-Encoding\t: chunked",
        " Transfer-Encoding: chunked",
        "X: y\nTransfer-Encoding: chunked",
        "X: y\rTransfer-Encoding: chunked",
      })
  void refusesARequestWhoseEndIsInDoubt(String headers) {
    String smuggled = POST + headers + "\r\n\r\n3\r\nabc\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n";
    assertThatExceptionOfType(RefusedRequest.class)
        .isThrownBy(() -> reader(smuggled).next())
        .matches(e -> e.status() == Status.BAD_REQUEST || e.status() == Status.NOT_IMPLEMENTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3\nabc\r\n0\r\n\r\n",
        "3\rabc\r\n0\r\n\r\n",
        "3\r\nabc0\r\n\r\n",
        "3\r\nabc\n0\r\n\r\n",
        "3\r\nabcd\r\n0\r\n\r\n",
        " 3\r\nabc\r\n0\r\n\r\n",
        "3 \r\nabc\r\n0\r\n\r\n",
        "0x3\r\nabc\r\n0\r\n\r\n",
        "+3\r\nabc\r\n0\r\n\r\n",
        "\r\nabc\r\n0\r\n\r\n",
        ";x\r\nabc\r\n0\r\n\r\n",
        "3;a=\nb\r\nabc\r\n0\r\n\r\n",
        "000000003\r\nabc\r\n0\r\n\r\n",
        "0\r\nbad trailer\r\n\r\n",
        "0\r\nA: b\n\r\n\r\n",
      })
  void refusesAChunkThatIsNotOne(String body) {
    assertThatExceptionOfType(RefusedRequest.class)
        .isThrownBy(() -> reader(CHUNKED + body).next())
        .matches(e -> e.status() == Status.BAD_REQUEST);
  }

  @Test
  void readsABodyOfKnownLengthAndTheRequestBehindIt() throws IOException {
    RequestReader reader =
        reader(POST + "Content-Length: 5\r\n\r\nh\u00c3\u00a9lo" + POST + "\r\n");
    assertThat(reader.next().orElseThrow().bodyText()).isEqualTo("h\u00e9lo");
    reader.forget();
    assertThat(reader.next().orElseThrow().bodyText()).isEmpty();
  }

  @Test
  void readsChunksPastExtensionsAndTrailers() throws IOException {
    RequestReader reader =
        reader(
            CHUNKED
                + "3;name=\"value\"\r\nabc\r\nA\r\n0123456789\r\n000\r\nTrailer: x\r\n\r\n"
                + POST
                + "\r\n");
    assertThat(reader.next().orElseThrow().bodyText()).isEqualTo("abc0123456789");
    assertThat(reader.next()).isPresent();
  }

  @Test
  void aBodyInPiecesIsTheSameBody() throws IOException {
    String body = "x".repeat(100_000);
    InputStream trickle = new TrickleStream(POST + "Content-Length: 100000\r\n\r\n" + body);
    assertThat(reader(trickle).next().orElseThrow().bodyText()).isEqualTo(body);
  }

  @Test
  void givesBackTheMemoryOfBodies() throws IOException {
    RequestReader reader = reader(POST + "Content-Length: 20000\r\n\r\n" + "x".repeat(20_000));
    reader.next();
    assertThat(budget.left()).isEqualTo((8 << 20) - 20_000);
    reader.forget();
    assertThat(budget.left()).isEqualTo(8 << 20);
  }

  @Test
  void anAnnouncedBodyTakesNoMemoryBeforeItComes() {
    RequestReader reader = reader(POST + "Content-Length: 1000000\r\n\r\nx");
    assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
    assertThat(budget.left()).isEqualTo((8 << 20) - 8192);
  }

  @Test
  void bodiesOfAllClientsTogetherAreBounded() {
    budget.take(8 << 20);
    assertThatExceptionOfType(RefusedRequest.class)
        .isThrownBy(() -> reader(POST + "Content-Length: 1\r\n\r\nx").next())
        .matches(e -> e.status() == Status.UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 1048577\r\n\r\n",
        "Content-Length: 99999999999999999999999\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n400001\r\n",
        "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n",
        "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n400000\r\n",
      })
  void refusesALargeBodyBeforeItIsRead(String rest) {
    assertThatExceptionOfType(RefusedRequest.class)
        .isThrownBy(() -> reader(POST + rest).next())
        .matches(e -> e.status() == Status.CONTENT_TOO_LARGE);
  }

  @Test
  void asksForABodyThatIsHeldBack() throws IOException {
    String expecting = POST + "Content-Length: 1\r\nExpect: 100-Continue\r\n\r\n";
    InputStream held = new TrickleStream(expecting, "x");
    assertThat(reader(held).next().orElseThrow().bodyText()).isEqualTo("x");
    assertThat(sent.toString(StandardCharsets.ISO_8859_1))
        .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
  }

  @Test
  void asksForNoBodyThatIsThereAlreadyOrTooLarge() throws IOException {
    reader(POST + "Content-Length: 1\r\nExpect: 100-continue\r\n\r\nx").next();
    RequestReader large = reader(POST + "Content-Length: 5000000\r\nExpect: 100-continue\r\n\r\n");
    assertThatThrownBy(large::next).isInstanceOf(RefusedRequest.class);
    assertThat(sent.size()).isZero();
  }

  @Test
  void aBodyThatIsNoTextIsRefusedWhereTextIsWanted() throws IOException {
    Request request = reader(POST + "Content-Length: 1\r\n\r\n\u00ff").next().orElseThrow();
    assertThat(request.body().get()).isEqualTo((byte) 0xff);
    assertThatExceptionOfType(RefusedRequest.class)
        .isThrownBy(request::bodyText)
        .withMessage("the body is not UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      nullValues = "-",
      quoteCharacter = '\'',
      value = {
        "/?keys=settings.a.%22b.c%22 settings.a.\"b.c\"",
        "/?keys=a.\"b\" a.\"b\"",
        "/?keys=a+b 'a b'",
        "/?keys=a%2Bb a+b",
        "/?keys=%2525 %25",
        "/?x=1&&%6beys=a=b&y a=b",
        "/?keys ''",
        "/?keys= ''",
        "/?x=1 -",
        "/ -",
      })
  void decodesTheQueryOnce(String target, String value) throws IOException {
    Request request = reader("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n").next().orElseThrow();
    assertThat(request.query("keys").orElse(null)).isEqualTo(value);
  }

  @Test
  void aParameterThatComesTwiceIsRefusedWhenItIsAskedFor() throws IOException {
    Request request = reader("GET /?a=1&b=2&a=1 HTTP/1.1\r\nHost: x\r\n\r\n").next().orElseThrow();
    assertThat(request.query("b")).contains("2");
    assertThatThrownBy(() -> request.query("a")).hasMessage("query parameter a comes twice");
  }

  @Test
  void decodesThePathOnce() throws IOException {
    Request request =
        reader("GET /a%20b%2fc+d%2525%C3%A9 HTTP/1.1\r\nHost: x\r\n\r\n").next().orElseThrow();
    assertThat(request.path()).isEqualTo("/a b/c+d%25\u00e9");
  }

  @Test
  void refusesAHeadWithoutEnd() {
    assertThatThrownBy(
            () -> reader("GET / HTTP/1.1\r\nA: " + "x".repeat(Incoming.LARGEST_HEAD)).next())
        .isInstanceOf(RefusedRequest.class)
        .hasMessageContaining("8192");
  }

  private RequestReader reader(String text) {
    return reader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private RequestReader reader(InputStream in) {
    return new RequestReader(
        Channels.newChannel(in), Channels.newChannel(sent), new Peer.Local(), budget);
  }

  /// Gives its pieces one read at a time, and no more than 1000 bytes of them.
  private static final class TrickleStream extends InputStream {
    private final String[] pieces;
    private int piece;
    private int at;

    TrickleStream(String... pieces) {
      this.pieces = pieces;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (piece < pieces.length && at == pieces[piece].length()) {
        piece++;
        at = 0;
      }
      if (piece == pieces.length) {
        return -1;
      }
      int count = Math.min(Math.min(length, 1000), pieces[piece].length() - at);
      byte[] bytes = pieces[piece].getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(bytes, at, into, offset, count);
      at += count;
      return count;
    }
  }
}
