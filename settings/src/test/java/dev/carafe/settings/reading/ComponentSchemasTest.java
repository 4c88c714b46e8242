package dev.carafe.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.Key;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.TomlDocument;
import dev.carafe.settings.check.SettingsCheck;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentSchemasTest {
  private final List<Problem> problems = new ArrayList<>();
  private final Schema schema = ComponentSchemas.read(problems);

  @Test
  void everyComponentsSchemaIsRight() {
    assertThat(problems).isEmpty();
    assertThat(ComponentSchemas.files()).hasSizeGreaterThanOrEqualTo(8);
    assertThat(schema.root().members().keySet())
        .containsExactlyInAnyOrder(
            "api",
            "autoscaling",
            "aws",
            "boot",
            "bootstrap-commands",
            "bootstrap-containers",
            "cloudformation",
            "config-maps",
            "container-registry",
            "container-runtime",
            "dns",
            "firewall",
            "health",
            "host-containers",
            "kernel",
            "log",
            "metrics",
            "motd",
            "network",
            "ntp",
            "oci-defaults",
            "oci-hooks",
            "pki",
            "pods",
            "secrets",
            "storage",
            "updates");
  }

  @Test
  void everyDefaultIsValid() {
    SettingsTree defaults = schema.defaults();
    assertThat(new SettingsReader(schema).readJson("defaults", defaults.json(), problems))
        .isEqualTo(defaults);
    assertThat(problems).isEmpty();
  }

  @Test
  void everySettingAffectsSomething() {
    schema
        .defaults()
        .leaves()
        .keySet()
        .forEach(key -> assertThat(schema.affectedServices(key)).as("%s", key).isNotEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"groups", "dotted", "earlier-shapes"})
  void documentedUserDataIsAcceptedUnchanged(String name) throws IOException {
    String text = resource(name);
    SettingsTree read = new SettingsReader(schema).readToml(name, text, problems);
    assertThat(problems).isEmpty();
    Json written =
        TomlDocument.parse(name, text, problems).value().member("settings").orElseThrow();
    SettingsTree expected = schema.current(SettingsTree.of((Json.Struct) written));
    assertThat(read).isEqualTo(expected);
    assertThat(schema.current(schema.stored(read))).isEqualTo(read);
  }

  @Test
  void everyGroupIsInTheCorpus() throws IOException {
    SettingsTree read = new SettingsReader(schema).readToml("groups", resource("groups"), problems);
    assertThat(read.json().members().keySet())
        .containsExactlyInAnyOrderElementsOf(schema.root().members().keySet());
  }

  @Test
  void earlierShapesBecomeTodays() throws IOException {
    SettingsTree read =
        new SettingsReader(schema).readToml("x", resource("earlier-shapes"), problems);
    assertThat(read)
        .hasToString(
            "{\"container-registry\":{\"mirrors\":[{\"registry\":\"docker.io\","
                + "\"endpoint\":[\"https://a.example.com\"]},{\"registry\":\"gcr.io\","
                + "\"endpoint\":[\"https://b.example.com\",\"https://c.example.com\"]}]},"
                + "\"container-runtime\":{\"concurrent-download-chunk-size\":8388608}}");
  }

  @Test
  void fiveMistakesAreFiveMessages() {
    SettingsTree read =
        new SettingsReader(schema)
            .readToml(
                "user data",
                """
                settings.motd = "hi"
                settings.mtod = "hi"
                [settings.ntp]
                time-server = ["a"]
                [settings.kernel]
                lockdown = "paranoid"
                [settings.kernel.modules.udf]
                allowed = "yes"
                [settings.updates]
                seed = -1
                [[settings.container-registry.mirrors]]
                registry = "docker.io"
                endpoint = []
                """,
                problems);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "user data:2:1: unknown setting settings.mtod; did you mean 'motd'?",
            "user data:4:1: unknown setting settings.ntp.time-server; did you mean 'time-servers'?",
            "user data:6:1: settings.kernel.lockdown = 'paranoid' is not a lockdown mode: it is none"
                + " of none, integrity, confidentiality; write a lockdown mode, like \"integrity\"",
            "user data:8:1: settings.kernel.modules.udf.allowed is a string; write true or false",
            "user data:10:1: settings.updates.seed = -1 is not a whole number from 0 to 4294967295:"
                + " the least is 0; write a whole number from 0 to 4294967295, like 1",
            "user data:13:1: settings.container-registry.mirrors[0].endpoint has 0 elements; write at"
                + " least 1");
    assertThat(read).hasToString("{\"motd\":\"hi\"}");
  }

  @Test
  void secretsAreKnown() {
    assertThat(schema.find(Key.of("aws", "credentials")).orElseThrow().about().sensitive())
        .isTrue();
    new SettingsCheck(_ -> ComponentSchemasTest.here(), problems)
        .check(schema, registry("{\"registry\":\"a\",\"password\":\"one\\ntwo\"}"));
    assertThat(problems)
        .extracting(Problem::found)
        .containsExactly(
            "settings.container-registry.credentials[0].password is not one line of text: it has"
                + " more than one line");
  }

  private static Position here() {
    return new Position("here", 1, 1);
  }

  private static Json.Struct registry(String credentials) {
    return (Json.Struct)
        JsonReader.read("{\"container-registry\":{\"credentials\":[" + credentials + "]}}");
  }

  private static String resource(String name) throws IOException {
    String path = "/userdata/" + name + ".toml";
    try (InputStream in =
        Objects.requireNonNull(ComponentSchemasTest.class.getResourceAsStream(path))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
