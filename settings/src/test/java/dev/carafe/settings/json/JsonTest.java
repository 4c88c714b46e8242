package dev.carafe.settings.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.settings.RandomText;
import java.util.List;
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

  @Test
  void everyTextSurvives() {
    RandomText random = new RandomText(1);
    for (int i = 0; i < 2000; i++) {
      Json text = Json.of(random.between('\0', i % 2 == 0 ? '\uffff' : '\u00ff', 40));
      assertThat(JsonReader.read(JsonWriter.write(text))).isEqualTo(text);
    }
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
        "\"\\u\u0660\u0660\u0664\u0661\"",
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
