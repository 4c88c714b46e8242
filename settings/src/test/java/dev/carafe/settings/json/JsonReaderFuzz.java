package dev.carafe.settings.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/// Any text is JSON, or is refused with its place; what was read is written and read again.
public final class JsonReaderFuzz {
  private JsonReaderFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    try {
      Json value = JsonReader.read(text);
      assertThat(JsonReader.read(JsonWriter.write(value))).isEqualTo(value);
      assertThat(JsonReader.read(JsonWriter.indented(value))).isEqualTo(value);
    } catch (JsonSyntaxException e) {
      assertThat(e.line()).isPositive();
      assertThat(e.column()).isPositive();
    }
  }
}
