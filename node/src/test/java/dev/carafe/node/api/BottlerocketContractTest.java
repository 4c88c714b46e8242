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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an unmodified Bottlerocket client asks, and what it understands of the answers.
///
/// Source: [Bottlerocket's client and
/// server](https://github.com/bottlerocket-os/bottlerocket-core-kit/tree/develop/sources/api).
@Timeout(60)
class BottlerocketContractTest {
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
  void getShowsSettingsAndTheSystem() throws IOException {
    set("{\"motd\": \"hi\"}");
    assertThat(json("/?prefix=settings."))
        .isInstanceOfSatisfying(
            Json.Struct.class,
            model -> {
              assertThat(model.members()).containsOnlyKeys("settings");
              assertThat(table(model, "settings").text("motd")).contains("hi");
            });
    assertThat(client.get("/?prefix=os.").body())
        .isEqualTo(
            "{\"os\":{\"pretty_name\":\"Carafe 0.1.0\",\"variant_id\":\"plain\","
                + "\"version_id\":\"0.1.0\",\"build_id\":\"1\",\"arch\":\"x86_64\"}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "settings.motd      | {'settings':{'motd':'hi'}}",
        "settings.mot       | {'settings':{'motd':'hi'}}",
        "settings.updates.v | {'settings':{'updates':{'version-lock':'latest'}}}",
        "settings.motdx     | {}",
        "settingsx          | {}",
        "nothing            | {}",
        "os.arch            | {'os':{'arch':'x86_64'}}",
        "services.motd      | {'services':{'motd':{'configuration-files':['motd'],'restart-commands':[]}}}",
        "settings.kernel.sysctl.\"vm. | {'settings':{'kernel':{'sysctl':{'vm.max_map_count':'262144'}}}}",
      })
  void aPrefixOfTheWholeModelIsTakenAsItIs(String prefix, String expected) throws IOException {
    set("{\"motd\":\"hi\",\"kernel\":{\"sysctl\":{\"vm.max_map_count\":\"262144\"}}}");
    assertThat(json("/?prefix=" + prefix)).isEqualTo(parsed(expected));
  }

  @Test
  void aShortPrefixTakesEveryPartThatBeginsSo() throws IOException {
    assertThat(struct("/?prefix=se").members()).containsOnlyKeys("settings", "services");
    assertThat(struct("/?prefix=configuration").members()).containsOnlyKeys("configuration-files");
  }

  @Test
  void theWholeModelHasFourParts() throws IOException {
    assertThat(struct("/").members())
        .containsOnlyKeys("settings", "services", "configuration-files", "os");
  }

  @Test
  void settingsComeWithoutTheOuterWord() throws IOException {
    assertThat(struct("/settings").members()).containsKeys("updates").doesNotContainKey("settings");
    assertThat(table(struct("/settings"), "updates").text("version-lock")).contains("latest");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "keys=settings.motd                      | {'motd':'hi'}",
        "keys=settings.motd,settings.updates.version-lock | {'motd':'hi','updates':{'version-lock':'latest'}}",
        "keys=settings.motd,settings.aws.profile | {'motd':'hi'}",
        "keys=settings.never-heard-of            | {}",
        "keys=settings.motd&prefix=updates       | {'motd':'hi'}",
        "prefix=motd                             | {'motd':'hi'}",
        "prefix=mo                               | {'motd':'hi'}",
        "prefix=settings.mo                      | {'motd':'hi'}",
        "prefix=settingsx                        | {}",
        "prefix=nothing                          | {}",
        "prefix=services                         | {}",
      })
  void settingsAreChosenByKeysOrPrefix(String query, String expected) throws IOException {
    set("{\"motd\":\"hi\"}");
    assertThat(json("/settings?" + query)).isEqualTo(parsed(expected));
  }

  @Test
  void thePrefixSettingsIsAllOfThem() throws IOException {
    assertThat(json("/settings?prefix=settings")).isEqualTo(json("/settings"));
  }

  @ParameterizedTest
  @CsvSource({
    "/settings?keys=",
    "/settings?keys=not%20a%20key",
    "/settings?prefix=",
    "/?prefix=",
    "/os?prefix=",
    "/services?names=",
    "/services?prefix=",
    "/configuration-files?names=",
    "/configuration-files?prefix=",
    "/metadata/affected-services",
    "/metadata/affected-services?keys=",
    "/metadata/templates?keys=",
  })
  void missingAndEmptyInputIsRefused(String target) throws IOException {
    assertThat(client.get(target).status()).isEqualTo(400);
  }

  @Test
  void affectedServicesAreToldOfKeysThatHaveSome() throws IOException {
    assertThat(
            json(
                "/metadata/affected-services?keys=settings.motd,settings.pods.web.spec,"
                    + "settings.never-heard-of"))
        .isEqualTo(
            parsed("{'settings.motd':['motd'],'settings.pods.web.spec':['pods','firewall']}"));
  }

  @Test
  void generatorsAndTemplatesAreMapsByKeys() throws IOException {
    assertThat(struct("/metadata/setting-generators").text("settings.updates.seed"))
        .contains("seed");
    Json.Struct templates = struct("/metadata/templates");
    for (String key : templates.members().keySet()) {
      assertThat(json("/metadata/templates?keys=" + key + ",settings.motd"))
          .isEqualTo(new Json.Struct(Map.of(key, templates.members().get(key))));
    }
    assertThat(json("/metadata/templates?keys=settings.motd")).isEqualTo(parsed("{}"));
  }

  @Test
  void servicesAreChosenByNamesOrPrefix() throws IOException {
    assertThat(struct("/services").members()).containsKeys("motd", "pods", "updates");
    Json motd = parsed("{'motd':{'configuration-files':['motd'],'restart-commands':[]}}");
    assertThat(json("/services?names=motd")).isEqualTo(motd);
    assertThat(json("/services?prefix=mot")).isEqualTo(motd);
    assertThat(json("/services?prefix=services.mot")).isEqualTo(motd);
    assertThat(json("/services?prefix=nothing")).isEqualTo(parsed("{}"));
    assertThat(json("/services?prefix=services")).isEqualTo(json("/services"));
    assertThat(struct("/services?names=motd,pods").members()).containsOnlyKeys("motd", "pods");
    Answer unknown = client.get("/services?names=motd,never");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.body()).isEqualTo("there is no 'services.never'\n");
  }

  @Test
  void restartCommandsAreLines() throws IOException {
    Set<String> commands = new TreeSet<>();
    for (Json service : struct("/services").members().values()) {
      commands.addAll(
          Answer.texts(((Json.Struct) service).member("restart-commands").orElseThrow()));
    }
    assertThat(commands).anySatisfy(line -> assertThat(line).contains("systemctl "));
  }

  @Test
  void configurationFilesAreChosenByNamesOrPrefix() throws IOException {
    Json motd =
        parsed(
            "{'motd':{'path':'/etc/motd','template-path':'/usr/share/carafe/templates/motd','mode':'0644'}}");
    assertThat(json("/configuration-files?names=motd")).isEqualTo(motd);
    assertThat(json("/configuration-files?prefix=mot")).isEqualTo(motd);
    assertThat(json("/configuration-files?prefix=configuration-files.mot")).isEqualTo(motd);
    assertThat(client.get("/configuration-files?names=never").status()).isEqualTo(404);
    assertThat(table(struct("/configuration-files"), "aws-credentials").text("mode"))
        .contains("0600");
  }

  @Test
  void theSystemIsToldWholeOrByPrefix() throws IOException {
    Json all =
        parsed(
            "{'pretty_name':'Carafe 0.1.0','variant_id':'plain','version_id':'0.1.0','build_id':'1','arch':'x86_64'}");
    assertThat(json("/os")).isEqualTo(all);
    assertThat(json("/os?prefix=os")).isEqualTo(all);
    assertThat(json("/os?prefix=ver")).isEqualTo(parsed("{'version_id':'0.1.0'}"));
    assertThat(json("/os?prefix=os.arch")).isEqualTo(parsed("{'arch':'x86_64'}"));
    assertThat(json("/os?prefix=nothing")).isEqualTo(parsed("{}"));
  }

  @Test
  void rebootBeginsAndIsAnsweredAtOnce() throws IOException {
    Answer answer = client.post("/actions/reboot");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(node.commands()).endsWith(List.of("reboot"));
  }

  @Test
  void headersAreThoseThatTheClientNeeds() throws IOException {
    Answer answer = client.get("/settings");
    assertThat(answer.type()).isEqualTo("application/json");
    assertThat(answer.headers()).containsKey("content-length");
    assertThat(client.send("HEAD", "/settings", Optional.empty()).headers())
        .isEqualTo(answer.headers());
  }

  private void set(String settings) throws IOException {
    assertThat(client.patch("/settings?tx=" + TX, settings).status()).isEqualTo(204);
    assertThat(client.post("/tx/commit_and_apply?tx=" + TX).status()).isEqualTo(200);
  }

  private Json json(String target) throws IOException {
    return client.json(target);
  }

  private Json.Struct struct(String target) throws IOException {
    return (Json.Struct) json(target);
  }

  private static Json.Struct table(Json.Struct json, String name) {
    return (Json.Struct) json.member(name).orElseThrow();
  }

  private static Json parsed(String text) {
    return JsonReader.read(text.replace('\'', '"'));
  }
}
