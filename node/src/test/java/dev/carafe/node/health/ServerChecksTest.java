package dev.carafe.node.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.web.Authorities;
import dev.carafe.node.web.FakeWebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServerChecksTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final OptionalInt ANY = OptionalInt.empty();

  private final ServerChecks checks = new ServerChecks(new Authorities(Path.of("/none.pem")));

  private Optional<String> fault(URI url, OptionalInt status) {
    return checks.fault(new Check.HttpAnswer(url, status), LIMIT);
  }

  private static FakeWebServer answering(String status) {
    return new FakeWebServer(_ -> FakeWebServer.answer(status, "body"));
  }

  @Test
  void anAnswerHasTheStatusThatIsExpected() {
    try (FakeWebServer server = answering("204 No Content")) {
      assertThat(fault(server.base(), ANY)).isEmpty();
      assertThat(fault(server.base(), OptionalInt.of(204))).isEmpty();
      assertThat(fault(server.base(), OptionalInt.of(200))).contains("status 204, expected 200");
      assertThat(server.seen()).hasSize(3);
    }
  }

  @Test
  void aRedirectIsAnAnswer() {
    try (FakeWebServer server =
        new FakeWebServer(_ -> FakeWebServer.answer("302 Found", "", "Location: /elsewhere"))) {
      assertThat(fault(server.base(), ANY)).isEmpty();
      assertThat(server.seen()).hasSize(1);
    }
  }

  @Test
  void anErrorIsExpectedOnlyWhereItIsSaid() {
    try (FakeWebServer server = answering("503 Service Unavailable")) {
      assertThat(fault(server.base(), ANY)).contains("status 503, expected 200 to 399");
      assertThat(fault(server.base(), OptionalInt.of(503))).isEmpty();
    }
  }

  @Test
  void aServerThatSaysNothingIsNotWaitedForLongerThanTheLimit() {
    try (FakeWebServer server = new FakeWebServer(_ -> FakeWebServer.SILENCE)) {
      Check.HttpAnswer check = new Check.HttpAnswer(server.base(), ANY);
      assertThat(checks.fault(check, Duration.ofMillis(200))).contains("no answer in 200 ms");
    }
  }

  @Test
  void aPortTakesConnectionsOrDoesNot() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
      assertThat(checks.fault(new Check.TcpConnection("127.0.0.1", port), LIMIT)).isEmpty();
    }
    assertThat(checks.fault(new Check.TcpConnection("127.0.0.1", port), LIMIT))
        .contains("Connection refused");
    assertThat(fault(URI.create("http://127.0.0.1:" + port + "/"), ANY))
        .contains("Connection refused");
  }

  @Test
  void withoutAuthoritiesNobodyIsTrusted() {
    assertThat(fault(URI.create("https://127.0.0.1:1/"), ANY))
        .get()
        .asString()
        .contains("/none.pem");
  }
}
