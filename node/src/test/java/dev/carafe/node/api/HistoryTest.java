package dev.carafe.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.ServedNode;
import dev.carafe.node.api.SocketClient.Answer;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// To delete settings, to look before a commit and back after it.
@Timeout(60)
class HistoryTest {
  @TempDir private Path root;
  private ServedNode node;
  private SocketClient client;

  @BeforeEach
  void serve() throws IOException {
    node = ServedNode.make(root);
    client = new SocketClient(node.socket());
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void aDeletedSettingGoesBackToItsDefault() throws IOException {
    client.commit("{'updates':{'version-lock':'1.2.3','seed':7}}");
    assertThat(client.delete("/v1/settings?keys=settings.updates.version-lock").status())
        .isEqualTo(204);
    assertThat(client.json("/settings?keys=settings.updates.version-lock"))
        .isEqualTo(parsed("{'updates':{'version-lock':'1.2.3'}}"));
    assertThat(client.json("/v1/settings/diff"))
        .isEqualTo(
            parsed("[{'key':'settings.updates.version-lock','before':'1.2.3','after':'latest'}]"));
    assertThat(client.post("/tx/commit_and_apply").texts())
        .containsExactly("settings.updates.version-lock");
    assertThat(client.json("/settings?keys=settings.updates.version-lock,settings.updates.seed"))
        .isEqualTo(parsed("{'updates':{'version-lock':'latest','seed':7}}"));
  }

  @Test
  void aTableIsDeletedWithAllInIt() throws IOException {
    client.commit("{'kernel':{'modules':{'a':{'allowed':true},'b':{'allowed':false}}}}");
    client.delete("/v1/settings?keys=settings.kernel.modules&tx=t");
    client.post("/tx/commit_and_apply?tx=t");
    assertThat(client.json("/settings?prefix=kernel.modules")).isEqualTo(parsed("{}"));
  }

  @Test
  void ofSeveralDeletionsAllAreStagedOrNone() throws IOException {
    client.commit("{'motd':'hi'}");
    Answer answer = client.delete("/v1/settings?keys=settings.motd,settings.motdd");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).startsWith("unknown setting settings.motdd; did you mean 'motd'?");
    assertThat(client.json("/v1/settings/diff")).isEqualTo(parsed("[]"));
  }

  @Test
  void whatIsSetAfterADeletionIsSet() throws IOException {
    client.commit("{'motd':'one'}");
    client.delete("/v1/settings?keys=settings.motd");
    client.patch("/settings", "{\"motd\":\"two\"}");
    assertThat(client.json("/v1/settings/diff"))
        .isEqualTo(parsed("[{'key':'settings.motd','before':'one','after':'two'}]"));
  }

  @Test
  void aDryRunTellsWhatACommitWouldDoAndDoesNothing() throws IOException {
    client.patch("/settings?tx=t", "{\"ntp\":{\"time-servers\":[\"ntp.example.com\"]}}");
    Json.Struct run = (Json.Struct) client.json("/v1/settings/dry-run?tx=t");
    assertThat(run.members())
        .containsOnlyKeys("changes", "services", "files", "restart-commands", "problems");
    assertThat(run.member("services")).contains(parsed("['ntp']"));
    assertThat(run.member("restart-commands"))
        .contains(parsed("['systemctl try-restart systemd-timesyncd.service']"));
    Json.Struct file = run.objects("files").getFirst();
    assertThat(file.text("path")).contains("/etc/systemd/timesyncd.conf.d/settings.conf");
    assertThat(file.text("after").orElseThrow()).contains("ntp.example.com");
    assertThat(node.commands()).noneMatch(command -> command.contains("try-restart"));
    assertThat(client.json("/tx/list")).isEqualTo(parsed("['t']"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "settings.mo                         | ['settings.motd']",
        "settings.updates.se                 | ['settings.updates.seed']",
        "settings.updates.ignore-waves=      | ['false','true']",
        "set                                 | ['settings.']",
        "settings.never-heard-of.            | []",
        "settings.motd=                      | []",
        "settings.pods.w                     | ['settings.pods.web.']",
      })
  void whatIsTypedCanBeCompleted(String typed, String expected) throws IOException {
    client.commit("{'pods':{'web':{'spec':{'containers':[{'name':'httpd','image':'web:1'}]}}}}");
    assertThat(client.json("/v1/settings/completion?typed=" + typed.replace("=", "%3D")))
        .isEqualTo(parsed(expected));
  }

  @Test
  void everyCommitIsAGeneration() throws IOException {
    client.commit("{'motd':'one'}");
    client.commit("{'motd':'two'}");
    List<Json> generations = ((Json.Array) client.json("/v1/settings/generations")).elements();
    assertThat(generations).hasSize(2);
    Json.Struct newest = (Json.Struct) generations.getFirst();
    assertThat(newest.members()).containsOnlyKeys("number", "time", "author", "note");
    assertThat(newest.member("number")).contains(Json.of(2));
    assertThat(newest.text("author")).contains("local");
    assertThat(newest.text("note")).contains("transaction test");
    Json.Struct first = (Json.Struct) client.json("/v1/settings/generations/1");
    assertThat(first.member("settings")).contains(parsed("{'motd':'one'}"));
  }

  @Test
  void anEarlierGenerationBecomesLiveAgain() throws IOException {
    client.commit("{'motd':'one'}");
    client.commit("{'motd':'two','updates':{'seed':7}}");
    assertThat(client.post("/v1/settings/rollback?generation=1").texts())
        .containsExactly("settings.motd", "settings.updates.seed");
    assertThat(client.json("/settings?keys=settings.motd,settings.updates.seed"))
        .isEqualTo(parsed("{'motd':'one'}"));
    assertThat(root.resolve("etc/motd")).hasContent("one");
    assertThat(client.json("/v1/settings/generations/3").toString()).contains("rollback");
    assertThat(client.post("/v1/settings/rollback?generation=0").status()).isEqualTo(200);
    assertThat(client.json("/settings?keys=settings.motd")).isEqualTo(parsed("{}"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/v1/settings/generations/99,404",
    "GET,/v1/settings/generations/-1,404",
    "GET,/v1/settings/generations/x,400",
    "GET,/v1/settings/generations/99999999999999999999,400",
    "GET,/v1/settings/generations/1/2,404",
    "POST,/v1/settings/rollback,400",
    "POST,/v1/settings/rollback?generation=,400",
    "POST,/v1/settings/rollback?generation=99,404",
    "DELETE,/v1/settings,400",
    "DELETE,/v1/settings?keys=,400",
    "GET,/v1/settings/completion?typed=nonsense%3D,400",
    "POST,/v1/settings/confirm,409",
    "POST,/v1/settings/try,422",
    "POST,/v1/settings/try?seconds=0,400",
    "POST,/v1/settings/try?seconds=86401,400",
    "POST,/v1/settings/try?seconds=soon,400",
  })
  void badInputIsRefused(String method, String target, int status) throws IOException {
    Answer answer = client.send(method, target, java.util.Optional.empty());
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.type()).startsWith("text/plain");
    assertThat(client.json("/v1/settings/try")).isEqualTo(parsed("{}"));
  }

  @Test
  void anActIsInTheAuditLogHoweverOddItsParameters() throws IOException {
    client.patch("/settings", "{\"motd\":\"hi\"}");
    assertThat(client.post("/tx/commit?seconds=1&seconds=2").status()).isEqualTo(200);
    assertThat(client.get("/v1/audit/audit.log").body())
        .contains(
            "\"action\":\"POST\",\"target\":\"/tx/commit?seconds=1&seconds=2\",\"status\":200");
  }

  private static Json parsed(String text) {
    return JsonReader.read(text.replace('\'', '"'));
  }
}
