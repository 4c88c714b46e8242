package dev.carafe.image.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.Key;
import dev.carafe.settings.Problem;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.reading.SchemaReader;
import dev.carafe.settings.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariantSettingsTest {
  private final List<Problem> problems = new ArrayList<>();

  private final Schema schema =
      new SchemaReader(problems)
          .read(
              "settings.toml",
              """
              [settings."runtime.driver"]
              one-of = ["a", "b"]
              default = "a"
              description = "Who does it."
              [settings."runtime.ports"]
              description = "Where."
              [settings."runtime.ports[]"]
              type = "port"
              [settings."labels.*"]
              type = "line"
              description = "What users call it."
              """);

  private Schema laid(String text) {
    return new VariantSettings("v.toml", text).laidInto(schema, problems);
  }

  @Test
  void theyAreDefaultsInPlaceOfTheComponents() {
    Schema laid = laid("[settings.runtime]\ndriver = 'b'\nports = [80, 443]\n");
    assertThat(problems).isEmpty();
    assertThat(laid.defaults().get(Key.of("runtime", "driver"))).contains(Json.of("b"));
    assertThat(laid.defaults()).hasToString("{\"runtime\":{\"driver\":\"b\",\"ports\":[80,443]}}");
  }

  @Test
  void aVariantWithoutAnyHasTheComponents() {
    assertThat(laid("description = 'v'\n")).isSameAs(schema);
  }

  @Test
  void whatTheSchemaDoesNotHaveIsAMistakeWithItsPlace() {
    laid("[settings.runtime]\ndriver = 'c'\nport = 80\n[settings.labels]\nmine = 'x'\n");
    assertThat(problems)
        .extracting(Problem::toString)
        .hasSize(3)
        .anySatisfy(text -> assertThat(text).startsWith("v.toml:2:"))
        .anySatisfy(text -> assertThat(text).startsWith("v.toml:3:"))
        .anySatisfy(text ->
            assertThat(text)
                .startsWith("v.toml:5:")
                .contains("settings.labels.mine has a name that users choose"));
  }
}
