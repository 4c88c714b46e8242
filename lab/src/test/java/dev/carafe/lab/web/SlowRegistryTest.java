package dev.carafe.lab.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowRegistryTest {
  private static final byte[] LAYER = new byte[5 << 20];
  private static final byte[] MANIFEST = {'{', '}'};

  static {
    new Random(1).nextBytes(LAYER);
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer other;
  private SlowRegistry slow;

  @BeforeEach
  void start() throws IOException {
    other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext("/layer", exchange -> give(exchange, 200, LAYER));
    other.createContext("/manifest", exchange -> give(exchange, 206, MANIFEST));
    other.start();
    slow = SlowRegistry.start(other.getAddress().getPort(), 64 << 20);
  }

  @AfterEach
  void stop() {
    client.close();
    slow.close();
    other.stop(0);
  }

  /// Tells in a header what was asked for.
  private static void give(HttpExchange exchange, int status, byte[] content) throws IOException {
    try (exchange) {
      String range = exchange.getRequestHeaders().getFirst("Range");
      exchange.getResponseHeaders().add("Content-Range", "of " + range);
      exchange.getResponseHeaders().add("Docker-Content-Digest", "sha256:1");
      boolean head = exchange.getRequestMethod().equals("HEAD");
      if (head) {
        exchange.getResponseHeaders().add("Content-Length", String.valueOf(content.length));
      }
      exchange.sendResponseHeaders(status, head ? -1 : content.length);
      if (!head) {
        exchange.getResponseBody().write(content);
      }
    }
  }

  private HttpResponse<byte[]> ask(String method, String path)
      throws IOException, InterruptedException {
    String address = slow.guestAddress().replace("10.0.2.2", "127.0.0.1");
    return client.send(
        HttpRequest.newBuilder(URI.create(address + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Range", "bytes=3-")
            .build(),
        BodyHandlers.ofByteArray());
  }

  @Test
  void whatIsLargeIsCounted() throws IOException, InterruptedException {
    assertThat(ask("GET", "/layer").body()).isEqualTo(LAYER);
    assertThat(slow.given()).isEqualTo(LAYER.length);
    slow.forget();
    assertThat(ask("GET", "/manifest").body()).isEqualTo(MANIFEST);
    assertThat(slow.given()).isZero();
  }

  @Test
  void whatIsAskedAndAnsweredIsTheOthers() throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = ask("GET", "/manifest");
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.headers().firstValue("Content-Range")).contains("of bytes=3-");
    assertThat(answer.headers().firstValue("Docker-Content-Digest")).contains("sha256:1");
    assertThat(ask("GET", "/nowhere").statusCode()).isEqualTo(404);
  }

  @Test
  void aQuestionForTheHeadGetsTheLengthOnly() throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = ask("HEAD", "/layer");
    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(LAYER.length);
    assertThat(answer.body()).isEmpty();
    assertThat(slow.given()).isZero();
  }
}
