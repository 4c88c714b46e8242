package dev.carafe.lab.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MetadataServerTest {
  private static final String LIFETIME = "X-aws-ec2-metadata-token-ttl-seconds";
  private static final String TOKEN = "X-aws-ec2-metadata-token";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Duration limit = Duration.ofSeconds(30);

  @Test
  void anInstanceSaysNothingWithoutAToken() throws Exception {
    try (MetadataServer server = MetadataServer.start(Ec2.instance().withUserData("x = 1"))) {
      assertThat(get(server, "/latest/user-data").statusCode()).isEqualTo(401);
      assertThat(get(server, "/latest/user-data", TOKEN, "made up").statusCode()).isEqualTo(401);
      String token = token(server).body();
      assertThat(get(server, "/latest/user-data", TOKEN, token).body()).isEqualTo("x = 1");
      assertThat(get(server, "/2021-03-23/meta-data/placement/region", TOKEN, token).body())
          .isEqualTo("eu-central-1");
      assertThat(get(server, "/latest/meta-data/placement/", TOKEN, token).body())
          .isEqualTo("availability-zone\nregion");
      assertThat(get(server, "/latest/meta-data", TOKEN, token).body().lines())
          .contains("instance-id", "placement/");
      assertThat(server.questions().getFirst()).hasToString("GET /latest/user-data");
    }
  }

  @Test
  void anInstanceWithoutUserDataHasNothingThere() throws Exception {
    try (MetadataServer server = MetadataServer.start(Ec2.instance())) {
      String token = token(server).body();
      assertThat(get(server, "/latest/user-data", TOKEN, token).statusCode()).isEqualTo(404);
      assertThat(get(server, "/user-data", TOKEN, token).statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "X-Other, 1, 400",
    "X-aws-ec2-metadata-token-ttl-seconds, 0, 400",
    "X-aws-ec2-metadata-token-ttl-seconds, 21601, 400",
    "X-aws-ec2-metadata-token-ttl-seconds, long, 400",
    "X-Forwarded-For, 10.0.0.1, 403",
  })
  void aTokenIsGivenOnlyToWhoAsksRightly(String name, String value, int status) throws Exception {
    try (MetadataServer server = MetadataServer.start(Ec2.instance())) {
      assertThat(send(server, "PUT", "/latest/api/token", name, value).statusCode())
          .isEqualTo(status);
      assertThat(get(server, "/latest/api/token", LIFETIME, "60").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void tokensEnd() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    Ec2 instance = new Ec2(now::get).withUserData("x");
    try (MetadataServer server = MetadataServer.start(instance)) {
      HttpResponse<String> token = token(server);
      assertThat(token.headers().firstValue(LIFETIME)).contains("60");
      now.set(Instant.ofEpochSecond(60));
      assertThat(get(server, "/latest/user-data", TOKEN, token.body()).statusCode()).isEqualTo(200);
      now.set(Instant.ofEpochSecond(61));
      assertThat(get(server, "/latest/user-data", TOKEN, token.body()).statusCode()).isEqualTo(401);
      String another = token(server).body();
      instance.forgetTokens();
      assertThat(get(server, "/latest/user-data", TOKEN, another).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void googleAnswersWhoMeansIt() throws Exception {
    String path = "/computeMetadata/v1/instance/attributes/user-data";
    try (MetadataServer server = MetadataServer.start(Gce.machine().withUserData("x = 1"))) {
      assertThat(get(server, path).statusCode()).isEqualTo(403);
      HttpResponse<String> answer = get(server, path, "Metadata-Flavor", "Google");
      assertThat(answer.body()).isEqualTo("x = 1");
      assertThat(answer.headers().firstValue("Metadata-Flavor")).contains("Google");
      HttpResponse<String> none = get(server, path + "2", "Metadata-Flavor", "Google");
      assertThat(none.statusCode()).isEqualTo(404);
      assertThat(none.headers().firstValue("Metadata-Flavor")).contains("Google");
      assertThat(
              send(server, "GET", path, "Metadata-Flavor", "Google", "X-Forwarded-For", "a")
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "TOKENS_LOST"})
  void someFaultsAreSilence(Fault fault) throws Exception {
    try (MetadataServer server = MetadataServer.start(Ec2.instance())) {
      server.misbehave(fault);
      limit = Duration.ofMillis(500);
      assertThatThrownBy(() -> token(server)).isInstanceOf(HttpTimeoutException.class);
      assertThat(server.questions()).isNotEmpty();
    }
  }

  @Test
  void otherFaultsAreAnswersOrTheirEnd() throws Exception {
    try (MetadataServer server = MetadataServer.start(Ec2.instance())) {
      server.misbehave(Fault.BROKEN);
      assertThat(token(server).statusCode()).isEqualTo(500);
      server.misbehave(Fault.WRONG);
      assertThat(token(server).body()).contains("<html>");
      server.misbehave(Fault.GONE);
      assertThatThrownBy(() -> token(server))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(HttpTimeoutException.class);
      server.misbehave(Fault.NONE);
      assertThat(token(server).statusCode()).isEqualTo(200);
    }
  }

  private HttpResponse<String> token(MetadataServer server) throws Exception {
    return send(server, "PUT", "/latest/api/token", LIFETIME, "60");
  }

  private HttpResponse<String> get(MetadataServer server, String path, String... fields)
      throws Exception {
    return send(server, "GET", path, fields);
  }

  private HttpResponse<String> send(
      MetadataServer server, String method, String path, String... fields) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(limit);
    if (fields.length > 0) {
      request.headers(fields);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
