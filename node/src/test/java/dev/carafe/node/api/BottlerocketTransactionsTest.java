package dev.carafe.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.ServedNode;
import dev.carafe.node.api.SocketClient.Answer;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How an unmodified Bottlerocket client changes settings.
///
/// Source: [Bottlerocket's client and
/// server](https://github.com/bottlerocket-os/bottlerocket-core-kit/tree/develop/sources/api).
@Timeout(60)
class BottlerocketTransactionsTest {
  /// What its client makes up for `set`.
  private static final String TX = "apiclient-set-Q3vT9kZ0aBcD1eFg";

  @TempDir private static Path root;
  private ServedNode node;
  private SocketClient client;

  @BeforeEach
  void serve() throws IOException {
    node = ServedNode.make(Files.createTempDirectory(root, "node"));
    client = new SocketClient(node.socket());
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void setByPairsStagesCommitsAndApplies() throws IOException {
    Answer staged =
        client.patch(
            "/settings/keypair?tx=" + TX,
            "{\"request_payload\":[\"motd=hi there=you\",\"settings.kernel.sysctl.\\\"vm.max_map_count\\\"=262144\","
                + "\"updates.ignore-waves=true\"]}");
    assertThat(staged.status()).isEqualTo(204);
    assertThat(staged.body()).isEmpty();
    assertThat(json("/tx?tx=" + TX))
        .isEqualTo(
            parsed(
                "{'motd':'hi there=you','kernel':{'sysctl':{'vm.max_map_count':'262144'}},"
                    + "'updates':{'ignore-waves':true}}"));
    assertThat(json("/settings?keys=settings.motd")).isEqualTo(parsed("{}"));
    Answer committed = client.post("/tx/commit_and_apply?tx=" + TX);
    assertThat(committed.status()).isEqualTo(200);
    assertThat(committed.type()).isEqualTo("application/json");
    assertThat(committed.texts())
        .containsExactlyInAnyOrder(
            "settings.motd",
            "settings.kernel.sysctl.\"vm.max_map_count\"",
            "settings.updates.ignore-waves");
    assertThat(json("/settings?keys=settings.motd")).isEqualTo(parsed("{'motd':'hi there=you'}"));
    assertThat(node.root().resolve("etc/motd")).hasContent("hi there=you");
    assertThat(json("/tx/list")).isEqualTo(parsed("[]"));
  }

  @Test
  void pairsMayComeAsOneTextAsTheDescriptionOfTheApiHasIt() throws IOException {
    assertThat(
            client
                .patch("/settings/keypair?tx=" + TX, "{\"request_payload\":\"settings.motd=hi\"}")
                .status())
        .isEqualTo(204);
    assertThat(json("/tx?tx=" + TX)).isEqualTo(parsed("{'motd':'hi'}"));
  }

  @Test
  void setByJsonStagesCommitsAndApplies() throws IOException {
    set("{\"motd\":\"hi\"}");
    assertThat(node.root().resolve("etc/motd")).hasContent("hi");
  }

  @Test
  void aValueThatIsTheSameIsAmongTheKeysOfTheCommit() throws IOException {
    set("{\"motd\":\"hi\"}");
    assertThat(client.patch("/settings", "{\"motd\":\"hi\"}").status()).isEqualTo(204);
    assertThat(client.post("/tx/commit").texts()).containsExactly("settings.motd");
  }

  @Test
  void severalDocumentsAreAppliedInOneTransaction() throws IOException {
    String tx = "?tx=apiclient-apply-0123456789abcdef";
    assertThat(client.patch("/settings" + tx, "{\"motd\":\"one\"}").status()).isEqualTo(204);
    String second =
        "{\"motd\":\"two\",\"pods\":{\"web\":{\"spec\":{\"containers\":[{\"name\":\"httpd\",\"image\":\"web:1\"}]}}},"
            + "\"ntp\":{\"time-servers\":[\"ntp.example.com\"]}}";
    assertThat(client.patch("/settings" + tx, second).status()).isEqualTo(204);
    assertThat(client.post("/tx/commit_and_apply" + tx).status()).isEqualTo(200);
    assertThat(json("/settings?keys=settings.motd,settings.ntp.time-servers"))
        .isEqualTo(parsed("{'motd':'two','ntp':{'time-servers':['ntp.example.com']}}"));
  }

  @Test
  void aDocumentWithOneMistakeChangesNothing() throws IOException {
    Answer answer =
        client.patch("/settings?tx=" + TX, "{\"motd\":\"one\",\"updates\":{\"sed\":1}}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.type()).startsWith("text/plain");
    assertThat(answer.body())
        .isEqualTo("unknown setting settings.updates.sed; did you mean 'seed'?\n");
    assertThat(json("/tx?tx=" + TX)).isEqualTo(parsed("{}"));
    assertThat(json("/tx/list")).isEqualTo(parsed("[]"));
  }

  @Test
  void transactionsAreApart() throws IOException {
    client.patch("/settings", "{\"motd\":\"default\"}");
    client.patch("/settings?tx=other", "{\"motd\":\"other\"}");
    assertThat(client.get("/tx/list").texts()).containsExactlyInAnyOrder("default", "other");
    assertThat(json("/tx")).isEqualTo(parsed("{'motd':'default'}"));
    assertThat(json("/tx?tx=default")).isEqualTo(json("/tx"));
    assertThat(json("/tx?tx=other")).isEqualTo(parsed("{'motd':'other'}"));
    assertThat(client.delete("/tx?tx=other").texts()).containsExactly("settings.motd");
    assertThat(client.get("/tx/list").texts()).containsExactly("default");
    assertThat(client.post("/tx/commit").texts()).containsExactly("settings.motd");
    assertThat(json("/settings?keys=settings.motd")).isEqualTo(parsed("{'motd':'default'}"));
  }

  @Test
  void aTransactionThatNobodyBeganIsEmpty() throws IOException {
    assertThat(json("/tx?tx=never")).isEqualTo(parsed("{}"));
    assertThat(json("/tx/list")).isEqualTo(parsed("[]"));
    Answer deleted = client.delete("/tx?tx=never");
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.json()).isEqualTo(parsed("[]"));
  }

  @Test
  void anEmptyPatchBeginsNoTransaction() throws IOException {
    assertThat(client.patch("/settings?tx=" + TX, "{}").status()).isEqualTo(204);
    assertThat(json("/tx/list")).isEqualTo(parsed("[]"));
    assertThat(client.post("/tx/commit?tx=" + TX).status()).isEqualTo(422);
  }

  @Test
  void nothingToCommitIsUnprocessable() throws IOException {
    for (String target : List.of("/tx/commit", "/tx/commit_and_apply?tx=never")) {
      Answer answer = client.post(target);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.body()).startsWith("there is nothing to commit in transaction");
    }
  }

  @Test
  void aCommitAloneTouchesNoFile() throws IOException {
    client.patch("/settings", "{\"motd\":\"hi\"}");
    client.post("/tx/commit");
    assertThat(node.root().resolve("etc/motd")).doesNotExist();
    Answer applied = client.post("/tx/apply?keys=settings.motd,settings.updates");
    assertThat(applied.status()).isEqualTo(204);
    assertThat(applied.body()).isEmpty();
    assertThat(node.root().resolve("etc/motd")).hasContent("hi");
  }

  @Test
  void allIsAppliedWhereNoKeysAreNamed() throws IOException {
    set("{\"motd\":\"hi\"}");
    Files.delete(node.root().resolve("etc/motd"));
    assertThat(client.post("/tx/apply").status()).isEqualTo(204);
    assertThat(node.root().resolve("etc/motd")).hasContent("hi");
    assertThat(client.post("/tx/apply?keys=").status()).isEqualTo(400);
    assertThat(client.post("/tx/apply?keys=settings.unknown").status()).isEqualTo(204);
  }

  private void set(String settings) throws IOException {
    assertThat(client.patch("/settings?tx=" + TX, settings).status()).isEqualTo(204);
    assertThat(client.post("/tx/commit_and_apply?tx=" + TX).status()).isEqualTo(200);
  }

  private Json json(String target) throws IOException {
    return client.json(target);
  }

  private static Json parsed(String text) {
    return JsonReader.read(text.replace('\'', '"'));
  }
}
