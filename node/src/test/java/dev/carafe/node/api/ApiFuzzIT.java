package dev.carafe.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.ServedNode;
import dev.carafe.node.api.Forger.Forged;
import dev.carafe.node.api.SocketClient.Answer;
import dev.carafe.settings.json.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is sent, the node answers soon, as its description says, and goes on; and what it
/// refuses or only reads changes nothing.
@Timeout(120)
class ApiFuzzIT {
  private static final int REQUESTS = 900;
  private static final Duration LONGEST = Duration.ofSeconds(20);

  @TempDir private Path root;
  private final Set<String> outcomes = new HashSet<>();
  private List<String> state = List.of();

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void everyRequestIsAnsweredAsDescribed(long seed) throws IOException {
    ApiDescription api = ApiDescription.read();
    try (ServedNode node = ServedNode.make(root)) {
      SocketClient client = new SocketClient(node.socket());
      Forger forger =
          new Forger(
              api,
              ApiDescription.JSON
                  .readTree(client.get("/v1/settings/schema").body())
                  .path("properties")
                  .path("settings"),
              seed);
      state = state(client);
      for (int i = 0; i < REQUESTS; i++) {
        check(api, client, forger.next());
        if (i % 300 == 299) {
          assertWellBehavedClientIsServed(client, "round " + i);
          state = state(client);
        }
      }
      assertThat(outcomes)
          .as("what a forger must have brought about, or it finds nothing")
          .contains("PATCH /settings 204", "PATCH /settings 400", "GET /settings 200")
          .contains("POST /tx/commit_and_apply 200", "POST /tx/commit_and_apply 422");
    }
    try (ServedNode node = ServedNode.serve(root)) {
      assertWellBehavedClientIsServed(new SocketClient(node.socket()), "after all");
    }
  }

  private void check(ApiDescription api, SocketClient client, Forged forged) throws IOException {
    long start = System.nanoTime();
    Answer answer =
        client.exchange(client.request(forged.method(), forged.target(), forged.body()));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).as("%s", forged).isLessThan(LONGEST);
    assertThat(answer.status() < 500 || isBusy(answer))
        .as("%s: %s %s", forged, answer.status(), answer.body())
        .isTrue();
    outcomes.add(forged.method() + " " + forged.operation().path() + " " + answer.status());
    List<String> now = state(client);
    if (answer.status() >= 400 || forged.method().equals("GET")) {
      assertThat(now).as("%s: %s", forged, answer.status()).isEqualTo(state);
    }
    state = now;
    if (forged.wellFormed()) {
      assertThat(api.faults(forged.operation(), answer))
          .as("%s: %s %s", forged, answer.status(), answer.body())
          .isEmpty();
    }
  }

  /// What one alone may have at a time is refused to the next one while the end of an answer is on
  /// its way.
  private static boolean isBusy(Answer answer) {
    return answer.status() == 503 && answer.body().startsWith("another ");
  }

  /// What holds, and what waits in transactions.
  private static List<String> state(SocketClient client) throws IOException {
    List<String> state = new ArrayList<>();
    state.add(client.get("/settings").body());
    for (String name : client.get("/tx/list").texts()) {
      state.add(name + client.get("/tx?tx=" + query(name)).body());
    }
    return state;
  }

  private static String query(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  /// One whose change nobody else's trial or transactions are in the way of.
  private static void assertWellBehavedClientIsServed(SocketClient client, String greeting)
      throws IOException {
    client.post("/v1/settings/confirm");
    for (String name : client.get("/tx/list").texts()) {
      client.delete("/tx?tx=" + query(name));
    }
    client.commit("{'motd':'" + greeting + "'}");
    assertThat(client.json("/settings?keys=settings.motd"))
        .isEqualTo(Json.object().with("motd", greeting).build());
    assertThat(client.get("/v1/health").status()).isEqualTo(200);
  }
}
