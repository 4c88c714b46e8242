package dev.carafe.node.web;

import static dev.carafe.node.web.FakeWebServer.answer;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WebClientTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final WebClient CLIENT =
      WebClient.direct(new TimeLimits(SHORT, SHORT, Duration.ofSeconds(5)));

  @Test
  void aCallIsSentAsItIsAndAnyStatusIsAnAnswer() throws IOException {
    try (FakeWebServer server =
        new FakeWebServer(_ -> answer("418 I'm a Teapot", "short\n", "X-Kind: Stout"))) {
      Call call =
          new Call("PUT", server.base().resolve("pot?size=1"), Map.of("X-Tea", "green"), "leaves");
      Answer answer = CLIENT.send(call);
      assertThat(answer.status()).isEqualTo(418);
      assertThat(answer.isSuccess()).isFalse();
      assertThat(answer.text()).isEqualTo("short");
      assertThat(answer.field("x-KIND")).contains("Stout");
      assertThat(answer.field("X-Other")).isEmpty();
      FakeWebServer.Seen seen = server.seen().getFirst();
      assertThat(seen).hasToString("PUT /pot?size=1");
      assertThat(seen.field("X-Tea")).isEqualTo("green");
      assertThat(seen.body()).isEqualTo("leaves");
    }
  }

  @Test
  void aPutWithoutABodySaysSo() throws IOException {
    try (FakeWebServer server = new FakeWebServer(_ -> answer("401 Unauthorized", ""))) {
      assertThat(CLIENT.send(Call.put(server.base())).status()).isEqualTo(401);
      assertThat(server.seen().getFirst().field("Content-Length")).isEqualTo("0");
    }
  }

  @Test
  void redirectsAreNotFollowed() throws IOException {
    try (FakeWebServer server =
        new FakeWebServer(_ -> answer("302 Found", "", "Location: http://127.0.0.1:1/"))) {
      assertThat(CLIENT.send(Call.get(server.base())).status()).isEqualTo(302);
    }
  }

  @Test
  void aBodyThatIsReadAsItComesMayHaveAnyLength() throws IOException {
    String body = "x".repeat(3 << 20);
    try (FakeWebServer server =
            new FakeWebServer(
                _ -> answer("206 Partial Content", body, "Content-Range: bytes 5-9/*"));
        OpenAnswer answer = CLIENT.open(Call.get(server.base()).with("Range", "bytes=5-9"))) {
      assertThat(answer.status()).isEqualTo(206);
      assertThat(answer.field("content-RANGE")).contains("bytes 5-9/*");
      assertThat(answer.body().readAllBytes()).hasSize(body.length());
      assertThat(server.seen().getFirst().field("Range")).isEqualTo("bytes=5-9");
    }
  }

  @Test
  void whereABodyIsCutOffReadingItFails() throws IOException {
    String begun = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort";
    try (FakeWebServer server = new FakeWebServer(_ -> begun);
        OpenAnswer answer = CLIENT.open(Call.get(server.base()))) {
      assertThat(answer.body().readNBytes(5)).asString(US_ASCII).isEqualTo("short");
      assertThatThrownBy(() -> answer.body().readAllBytes())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Premature EOF");
    }
  }

  @Test
  void whoHasReadEnoughMayGo() throws IOException {
    try (FakeWebServer server = new FakeWebServer(_ -> answer("200 OK", "x".repeat(3 << 20)))) {
      try (OpenAnswer answer = CLIENT.open(Call.get(server.base()))) {
        assertThat(answer.body().read()).isEqualTo('x');
      }
      try (OpenAnswer answer = CLIENT.open(Call.get(server.base()))) {
        assertThat(answer.status()).isEqualTo(200);
      }
    }
  }

  /// What the server sends, and what is said of it.
  static List<Arguments> noAnswers() {
    return List.of(
        arguments(FakeWebServer.SILENCE, "no answer in 200 ms"),
        arguments("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", "Premature EOF"),
        arguments("SSH-2.0-OpenSSH_9.9\r\n", "what answers is no HTTP server"),
        arguments("", "Unexpected end of file"),
        arguments(answer("200 OK", "x".repeat((1 << 20) + 2)), "larger than 1048576 bytes"));
  }

  @ParameterizedTest
  @MethodSource("noAnswers")
  void whatIsNoAnswerIsSaid(String sent, String message) {
    try (FakeWebServer server = new FakeWebServer(_ -> sent)) {
      assertThatThrownBy(() -> CLIENT.send(Call.get(server.base())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(message);
    }
  }

  @Test
  void anAnswerThatNeverEndsIsGivenUp() {
    WebClient client = WebClient.direct(new TimeLimits(SHORT, SHORT, Duration.ZERO));
    try (FakeWebServer server = new FakeWebServer(_ -> answer("200 OK", "x"))) {
      assertThatThrownBy(() -> client.send(Call.get(server.base())))
          .hasMessage("the answer is not complete in 0 s");
    }
  }

  @Test
  void aServerThatIsGoneIsSaid() {
    URI gone;
    try (FakeWebServer server = new FakeWebServer(_ -> "")) {
      gone = server.base();
    }
    assertThatThrownBy(() -> CLIENT.send(Call.get(gone)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Connection refused");
  }

  @Test
  void aProxyIsUsedWhereOneIsNamedAndOnlyThere() throws IOException {
    try (FakeWebServer proxy = new FakeWebServer(_ -> answer("200 OK", "by proxy"))) {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.base().getPort());
      WebClient client = WebClient.through(new Proxy(Proxy.Type.HTTP, address), TimeLimits.far());
      Answer answer = client.send(Call.get(URI.create("http://elsewhere.test/a")));
      assertThat(answer.text()).isEqualTo("by proxy");
      assertThat(proxy.seen().getFirst()).hasToString("GET http://elsewhere.test/a");
    }
  }

  @Test
  void aServerIsTrustedIfAnAuthorityOfOursKnowsIt() throws Exception {
    Path pem = Path.of(resource("localhost.pem").toURI());
    try (FakeWebServer server = new FakeWebServer(_ -> answer("200 OK", "safe"), certified())) {
      URI address = URI.create("https://localhost:" + server.base().getPort() + "/");
      WebClient trusting =
          WebClient.direct(TimeLimits.near()).with(new Authorities(pem).socketFactory());
      assertThat(trusting.send(Call.get(address)).text()).isEqualTo("safe");
      assertThatThrownBy(() -> CLIENT.send(Call.get(address)))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void aFileWithoutAuthoritiesIsSaid() throws Exception {
    Path file = Path.of(resource("localhost.p12").toURI());
    assertThatThrownBy(() -> new Authorities(file).socketFactory())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("could not read authorities in " + file);
  }

  /// Sockets of a server that has the certificate in `localhost.pem`.
  private static SSLServerSocketFactory certified() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    char[] password = "changeit".toCharArray();
    try (InputStream in = resource("localhost.p12").openStream()) {
      store.load(in, password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context.getServerSocketFactory();
  }

  private static URL resource(String name) {
    return Objects.requireNonNull(WebClientTest.class.getResource(name));
  }
}
