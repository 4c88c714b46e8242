package dev.carafe.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.settings.Key;
import dev.carafe.settings.Problem;
import dev.carafe.settings.document.JsonSchema;
import dev.carafe.settings.document.Reference;
import dev.carafe.settings.schema.Schema;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledSchemaTest {
  private final Schema schema = ComponentSchemas.read(new ArrayList<>());

  @Test
  void nothingButThePlacesIsLost() {
    String text = CompiledSchema.write(schema);
    Schema read = CompiledSchema.read(text);
    assertThat(CompiledSchema.write(read)).isEqualTo(text);
    assertThat(Reference.of(read)).isEqualTo(Reference.of(schema));
    assertThat(JsonSchema.of(read)).isEqualTo(JsonSchema.of(schema));
    assertThat(read.reshapings()).isEqualTo(schema.reshapings()).isNotEmpty();
    assertThat(withoutPlaces(read.services())).isEqualTo(withoutPlaces(schema.services()));
    assertThat(read.generators())
        .isEqualTo(schema.generators())
        .containsKey(Key.of("aws", "region"));
  }

  @Test
  void everyChangeAndFileSurvives() {
    ArrayList<Problem> problems = new ArrayList<>();
    Schema small =
        new SchemaReader(problems)
            .read(
                "settings.toml",
                """
                [settings.a]
                type = "string"
                description = "x"
                template = "{{settings.b}}"
                min-length = 1
                max-length = 9
                affected-services = ["s"]
                [services.s]
                configuration-files = ["f"]
                restart-commands = [["systemctl", "restart", "s"]]
                [configuration-files.f]
                path = "/etc/f"
                template-path = "/t/f"
                mode = "0600"
                [[changes]]
                change = "one-to-list"
                setting = "b"
                [[changes]]
                change = "reword"
                setting = "c"
                words = { x = "y", p = "q" }
                """);
    assertThat(problems).isEmpty();
    Schema read = CompiledSchema.read(CompiledSchema.write(small));
    assertThat(withoutPlaces(read.files())).isEqualTo(withoutPlaces(small.files()));
    assertThat(withoutPlaces(read.services())).isEqualTo(withoutPlaces(small.services()));
    assertThat(read.reshapings()).isEqualTo(small.reshapings());
    assertThat(read.templates()).isEqualTo(small.templates());
  }

  private static String withoutPlaces(Object declared) {
    return declared.toString().replaceAll("position=[^]]*", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"settings\":1}"})
  void whatIsNoSchemaIsRefused(String text) {
    assertThatThrownBy(() -> CompiledSchema.read(text)).isInstanceOf(CompiledSchemaException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'type':'integer','min':1.5,'max':2",
        "'type':'integer','min':1,'max':1e99",
        "'type':'string','pattern':'('",
        "'type':'choice','words':[]",
        "'type':'string','least':'1'",
        "'type':'nothing'",
      })
  void aDamagedSettingIsRefused(String setting) {
    String text =
        "{'settings':{'members':{'a':{SETTING}}},'services':{},'files':{},'changes':[]}"
            .replace("SETTING", setting)
            .replace('\'', '"');
    assertThatThrownBy(() -> CompiledSchema.read(text)).isInstanceOf(CompiledSchemaException.class);
  }
}
