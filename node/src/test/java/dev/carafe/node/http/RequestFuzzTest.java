package dev.carafe.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever comes over the network is a request, refused, or cut short; memory is always given
/// back.
class RequestFuzzTest {
  private static final int BUDGET = 1 << 20;
  private static final int TRIES = 500;
  private static final List<String> PIECES =
      List.of(
          "GET ",
          "POST ",
          "/",
          "?a=b&",
          "%41",
          "%",
          "+",
          " HTTP/1.1",
          "\r\n",
          "\n",
          "\r",
          "\r\n\r\n",
          "Host: x\r\n",
          "GET / HTTP/1.1\r\nHost: x\r\n",
          "Content-Length: ",
          "3",
          "0",
          "ffffffff",
          "Transfer-Encoding: chunked\r\n",
          "chunked",
          ", ",
          ":",
          ";x",
          "abc",
          "\u0000",
          "\u00ff",
          "3\r\nabc\r\n",
          "0\r\n\r\n",
          "Expect: 100-continue\r\n",
          "Connection: close\r\n");

  @Test
  void piecesOfRequestsInAnyOrder() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < TRIES; i++) {
      readAll(pieces(random).getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void aRequestWithItsRestInAnyOrder() throws IOException {
    Random random = new Random(2);
    for (int i = 0; i < TRIES; i++) {
      String request = "POST / HTTP/1.1\r\nHost: x\r\n" + pieces(random);
      readAll(request.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void anyBytes() throws IOException {
    Random random = new Random(3);
    for (int i = 0; i < TRIES; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      readAll(bytes);
    }
  }

  private static String pieces(Random random) {
    StringBuilder pieces = new StringBuilder();
    for (int left = random.nextInt(30); left > 0; left--) {
      pieces.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return pieces.toString();
  }

  /// Reads requests as a connection does, and fails where anything but a refusal or an early end
  /// comes out.
  private static void readAll(byte[] bytes) throws IOException {
    BodyBudget budget = new BodyBudget(BUDGET);
    RequestReader reader =
        new RequestReader(
            Channels.newChannel(new ByteArrayInputStream(bytes)),
            Channels.newChannel(new ByteArrayOutputStream()),
            new Peer.Local(),
            budget);
    try {
      Optional<Request> request = reader.next();
      while (request.isPresent()) {
        assertThat(request.get().path()).startsWith("/");
        assertThat(request.get().body().remaining()).isLessThan(bytes.length);
        reader.forget();
        request = reader.next();
      }
    } catch (RefusedRequest | EOFException _) {
      reader.forget();
    }
    assertThat(budget.left()).isEqualTo(BUDGET);
  }
}
