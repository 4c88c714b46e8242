package dev.carafe.settings.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void writesWhatItReads() {
    String text = "{\"a\":[1,-2.50e+3,\"t\\n\\u0001é\",true,false,null],\"b\":{},\"c\":[]}";
    assertThat(JsonWriter.write(JsonReader.read(text))).isEqualTo(text);
  }

  @Test
  void readsEveryEscape() {
    assertThat(JsonReader.read(" \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\" "))
        .isEqualTo(new Json.Text("\"\\/\b\f\n\r\té"));
  }

  @Property
  void everyTextSurvives(@ForAll String text) {
    assertThat(JsonReader.read(JsonWriter.write(Json.of(text)))).isEqualTo(new Json.Text(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "01",
        "1.",
        "-",
        "+1",
        "nul",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "[1 2]",
        "{a:1}",
        "1 2",
        "\"\n\"",
        "{\"a\":1,\"a\":2}",
        "NaN"
      })
  void refusesWhatIsNoJson(String text) {
    assertThatThrownBy(() -> JsonReader.read(text)).isInstanceOf(JsonSyntaxException.class);
  }

  @Test
  void refusesMoreValuesThanItMayRead() {
    assertThat(JsonReader.read("[1,{\"a\":2}]", 4)).isEqualTo(JsonReader.read("[1,{\"a\":2}]"));
    assertThatThrownBy(() -> JsonReader.read("[1,{\"a\":2}]", 3))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessageContaining("at most 3 values");
  }

  @Test
  void refusesTooManyLevels() {
    assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000)))
        .isInstanceOf(JsonSyntaxException.class);
  }

  @Test
  void saysWhereAndWhat() {
    assertThatThrownBy(() -> JsonReader.read("{\n  \"a\": ?}"))
        .hasMessage("could not read JSON: line 2, column 8: found '?', expected a value");
  }

  @Test
  void findsMembers() {
    Json.Struct struct = (Json.Struct) JsonReader.read("{\"t\":\"x\",\"l\":[{\"n\":1},2]}");
    assertThat(struct.text("t")).contains("x");
    assertThat(struct.text("l")).isEmpty();
    assertThat(struct.objects("l")).isEqualTo(List.of(Json.object().with("n", 1).build()));
  }
}
