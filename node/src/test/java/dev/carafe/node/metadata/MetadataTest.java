package dev.carafe.node.metadata;

import static dev.carafe.node.web.FakeWebServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.web.Answer;
import dev.carafe.node.web.Call;
import dev.carafe.node.web.FakeWebServer;
import dev.carafe.node.web.TimeLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MetadataTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Patience PATIENCE =
      new Patience(
          new TimeLimits(SHORT, SHORT, Duration.ofSeconds(5)),
          Duration.ofSeconds(10),
          Duration.ofMillis(100),
          Duration.ofSeconds(2));

  private final FakeWaiting waiting = new FakeWaiting();

  @Test
  void pausesGrowUntilPatienceIsOver() {
    try (FakeWebServer server = new FakeWebServer(_ -> answer("503 Unavailable", ""))) {
      URI address = server.base().resolve("a");
      assertThatThrownBy(() -> client(server.base()).send(Call.get(address), "wait"))
          .isInstanceOf(MetadataException.class)
          .hasMessage("could not read " + address + ": it answers 503 (9 tries in 10 s)");
      assertThat(waiting.pauses().stream().map(Duration::toMillis))
          .containsExactly(100L, 200L, 400L, 800L, 1600L, 2000L, 2000L, 2000L);
    }
  }

  @Test
  void aServiceThatComesUpLateIsHeard() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    try (FakeWebServer server =
        new FakeWebServer(_ ->
            switch (calls.incrementAndGet()) {
              case 1 -> answer("500 Internal Server Error", "");
              case 2 -> FakeWebServer.SILENCE;
              case 3 -> answer("429 Too Many Requests", "");
              default -> answer("200 OK", "here");
            })) {
      Answer answer = client(server.base()).send(Call.get(server.base()), "wait");
      assertThat(answer.text()).isEqualTo("here");
      assertThat(waiting.pauses()).hasSize(3);
    }
  }

  @Test
  void aServiceThatIsGoneIsSaidWithWhatToDo() {
    URI gone;
    try (FakeWebServer server = new FakeWebServer(_ -> "")) {
      gone = server.base();
    }
    assertThatThrownBy(() -> new Ec2Metadata(client(gone)).get("user-data"))
        .isInstanceOfSatisfying(
            MetadataException.class, e -> assertThat(e.instead()).contains("hop limit"))
        .hasMessageStartingWith("could not ask " + gone + "latest/api/token: Connection refused");
  }

  @Test
  void oneTokenIsEnoughForManyQuestions() throws InterruptedException {
    FakeEc2 ec2 = new FakeEc2().with("user-data", "a").with("meta-data/instance-id", "i-1");
    try (FakeWebServer server = new FakeWebServer(ec2)) {
      Ec2Metadata metadata = new Ec2Metadata(client(server.base()));
      assertThat(metadata.get("user-data").map(Answer::text)).contains("a");
      assertThat(metadata.get("meta-data/instance-id").map(Answer::text)).contains("i-1");
      assertThat(metadata.get("meta-data/none")).isEmpty();
      assertThat(ec2.tokens()).isEqualTo(1);
    }
  }

  @Test
  void aTokenThatIsNotTakenAnyMoreIsReplaced() throws InterruptedException {
    FakeEc2 ec2 = new FakeEc2().with("user-data", "a").withTokensFor(1);
    try (FakeWebServer server = new FakeWebServer(ec2)) {
      Ec2Metadata metadata = new Ec2Metadata(client(server.base()));
      metadata.get("user-data");
      assertThat(metadata.get("user-data").map(Answer::text)).contains("a");
      assertThat(ec2.tokens()).isEqualTo(2);
    }
  }

  @Test
  void aServiceThatTakesNoTokenAtAllIsGivenUp() {
    try (FakeWebServer server = new FakeWebServer(new FakeEc2().withTokensFor(0))) {
      assertThatThrownBy(() -> new Ec2Metadata(client(server.base())).get("user-data"))
          .hasMessageEndingWith("user-data: it takes none of its own tokens");
    }
  }

  @Test
  void aServiceThatIsSwitchedOffIsSaid() {
    try (FakeWebServer server = new FakeWebServer(_ -> answer("403 Forbidden", ""))) {
      assertThatThrownBy(() -> new Ec2Metadata(client(server.base())).get("user-data"))
          .hasMessageEndingWith("latest/api/token: it answers 403")
          .extracting(e -> ((MetadataException) e).instead())
          .isEqualTo("switch the instance's metadata service on");
    }
  }

  @Test
  void anotherWebServerAtEc2sAddressIsNotBelieved() {
    String page = "<html><body>It works!</body></html>\n";
    try (FakeWebServer server = new FakeWebServer(_ -> answer("200 OK", page))) {
      assertThatThrownBy(() -> new Ec2Metadata(client(server.base())).get("user-data"))
          .hasMessageEndingWith("latest/api/token: what answers is not EC2's metadata service");
    }
  }

  @Test
  void googleIsToldByItsFlavor() throws InterruptedException {
    try (FakeWebServer server =
        new FakeWebServer(request ->
            request.field("Metadata-Flavor").equals("Google")
                    && request.path().equals("/computeMetadata/v1/instance/id")
                ? answer("200 OK", "42", "Metadata-Flavor: Google")
                : answer("404 Not Found", "", "Metadata-Flavor: Google"))) {
      GceMetadata metadata = new GceMetadata(client(server.base()));
      assertThat(metadata.get("instance/id").map(Answer::text)).isEqualTo(Optional.of("42"));
      assertThat(metadata.get("instance/other")).isEmpty();
    }
  }

  @Test
  void somebodyElseAtGooglesAddressIsNotBelieved() {
    try (FakeWebServer server = new FakeWebServer(_ -> answer("200 OK", "motd = 'evil'"))) {
      assertThatThrownBy(() -> new GceMetadata(client(server.base())).get("instance/id"))
          .hasMessageEndingWith("what answers is not Google's metadata server");
    }
  }

  private MetadataClient client(URI base) {
    return MetadataClient.begin(base, PATIENCE, waiting);
  }
}
