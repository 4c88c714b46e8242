package dev.carafe.settings.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.settings.Key;
import dev.carafe.settings.Problem;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.reading.SchemaReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private static final Key SERVER = Key.of("time", "server");

  private final Schema schema =
      read(
          """
          [settings.motd]
          type = "string"
          description = "A greeting."
          default = "Hello"
          affected-services = ["motd"]
          [settings."time.server"]
          type = "string"
          description = "Whom to ask for the time."
          [settings."names.*"]
          key = "identifier"
          type = "string"
          description = "A name."
          [services.motd]
          """);

  private static Schema read(String toml) {
    List<Problem> problems = new ArrayList<>();
    Schema schema = new SchemaReader(problems).read("settings.toml", toml);
    assertThat(problems).isEmpty();
    return schema;
  }

  @Test
  void aDefaultIsReplacedAndAllElseIsAsItWas() {
    Schema changed = schema.withDefault(Key.of("motd"), Json.of("Good day"));
    assertThat(changed.defaults().get(Key.of("motd"))).contains(Json.of("Good day"));
    assertThat(schema.defaults().get(Key.of("motd"))).contains(Json.of("Hello"));
    assertThat(changed.withDefault(Key.of("motd"), Json.of("Hello"))).isEqualTo(schema);
    assertThat(List.copyOf(changed.root().members().keySet()))
        .isEqualTo(List.copyOf(schema.root().members().keySet()));
  }

  @Test
  void aSettingInATableThatHadNoneGetsADefault() {
    Schema changed = schema.withDefault(SERVER, Json.of("time.example"));
    assertThat(changed.defaults().get(SERVER)).contains(Json.of("time.example"));
    assertThat(changed.find(SERVER).orElseThrow().about().description())
        .isEqualTo("Whom to ask for the time.");
  }

  @Test
  void whatNobodyDeclaredByItsNameGetsNone() {
    for (Key key : List.of(Key.of("mot"), Key.of("motd", "x"), Key.of("names", "anna"))) {
      assertThatThrownBy(() -> schema.withDefault(key, Json.of("x")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("there is no setting '");
    }
  }
}
