package dev.carafe.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.ServedNode;
import dev.carafe.node.api.SocketClient.Answer;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A change that is taken back unless somebody confirms it.
@Timeout(60)
class TrialIT {
  @TempDir private Path root;
  private ServedNode node;
  private SocketClient client;

  @BeforeEach
  void serve() throws IOException {
    node = ServedNode.make(root);
    client = new SocketClient(node.socket());
    client.commit("{'motd':'before'}");
    client.patch("/settings", "{\"motd\":\"after\"}");
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void aChangeThatIsConfirmedStays() throws Exception {
    assertThat(client.post("/v1/settings/try?seconds=1").json())
        .isEqualTo(parsed("{'reverts_to':1,'seconds_left':0}"));
    assertThat(root.resolve("etc/motd")).hasContent("after");
    assertThat(client.post("/v1/settings/confirm").status()).isEqualTo(204);
    assertThat(client.json("/v1/settings/try")).isEqualTo(parsed("{}"));
    Thread.sleep(Duration.ofMillis(1500));
    assertThat(motd()).isEqualTo(parsed("{'motd':'after'}"));
    assertThat(client.post("/v1/settings/confirm").status()).isEqualTo(409);
  }

  @Test
  void aChangeThatNobodyConfirmsIsTakenBack() throws Exception {
    client.post("/v1/settings/try?seconds=1");
    assertThat(motd()).isEqualTo(parsed("{'motd':'after'}"));
    awaitNoTrial();
    assertThat(motd()).isEqualTo(parsed("{'motd':'before'}"));
    assertThat(root.resolve("etc/motd")).hasContent("before");
    Json.Struct generation = (Json.Struct) client.json("/v1/settings/generations/3");
    assertThat(generation.text("author")).contains("trial");
    assertThat(generation.text("note")).contains("rollback to generation 1");
  }

  @Test
  void nothingElseIsCommittedMeanwhile() throws Exception {
    client.post("/v1/settings/try?seconds=2");
    client.patch("/settings?tx=mine", "{\"updates\":{\"seed\":7}}");
    for (String target : new String[] {"/tx/commit", "/tx/commit_and_apply", "/v1/settings/try"}) {
      Answer answer = client.post(target + "?tx=mine");
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.body()).startsWith("a change is on trial, which goes back to generation 1");
    }
    awaitNoTrial();
    assertThat(client.post("/tx/commit?tx=mine").texts()).containsExactly("settings.updates.seed");
    assertThat(client.json("/settings?keys=settings.motd,settings.updates.seed"))
        .isEqualTo(parsed("{'motd':'before','updates':{'seed':7}}"));
  }

  @Test
  void aRollbackEndsTheTrial() throws Exception {
    client.post("/v1/settings/try?seconds=60");
    assertThat(client.post("/v1/settings/rollback?generation=0").status()).isEqualTo(200);
    assertThat(client.json("/v1/settings/try")).isEqualTo(parsed("{}"));
    assertThat(motd()).isEqualTo(parsed("{}"));
  }

  @Test
  void aTransactionThatChangesNothingIsNoTrial() throws Exception {
    client.patch("/settings?tx=same", "{\"motd\":\"before\"}");
    assertThat(client.post("/v1/settings/try?tx=same").status()).isEqualTo(422);
    assertThat(client.get("/tx/list").texts()).contains("same");
    assertThat(client.json("/v1/settings/try")).isEqualTo(parsed("{}"));
    assertThat(client.post("/tx/commit").status()).isEqualTo(200);
  }

  @Test
  void theNextAgentTakesBackWhatNobodyConfirmed() throws Exception {
    client.post("/v1/settings/try?seconds=3600");
    node.close();
    node = ServedNode.serve(root);
    assertThat(motd()).isEqualTo(parsed("{'motd':'before'}"));
    assertThat(root.resolve("etc/motd")).hasContent("before");
    assertThat(client.json("/v1/settings/try")).isEqualTo(parsed("{}"));
    client.patch("/settings", "{\"motd\":\"later\"}");
    assertThat(client.post("/tx/commit").status()).isEqualTo(200);
    node.close();
    node = ServedNode.serve(root);
    assertThat(motd()).isEqualTo(parsed("{'motd':'later'}"));
  }

  private void awaitNoTrial() throws Exception {
    while (!client.json("/v1/settings/try").equals(parsed("{}"))) {
      Thread.sleep(Duration.ofMillis(50));
    }
  }

  private Json motd() throws IOException {
    return client.json("/settings?keys=settings.motd");
  }

  private static Json parsed(String text) {
    return JsonReader.read(text.replace('\'', '"'));
  }
}
