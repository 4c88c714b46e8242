package dev.carafe.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.Problem;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonWriter;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Any text is user data with problems, each with its place. What is valid in it is valid when it
/// comes again, as JSON, and survives the store.
public final class SettingsReaderFuzz {
  private static final Schema SCHEMA = ComponentSchemas.read(new ArrayList<>());
  private static final SettingsReader READER = new SettingsReader(SCHEMA);

  private SettingsReaderFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    List<Problem> problems = new ArrayList<>();
    SettingsTree valid =
        READER.readToml("fuzz", new String(input, StandardCharsets.UTF_8), problems);
    for (Problem problem : problems) {
      assertThat(problem.position().line()).isPositive();
      assertThat(problem.position().column()).isPositive();
    }
    List<Problem> again = new ArrayList<>();
    assertThat(READER.readJson("again", valid.json(), again)).isEqualTo(valid);
    assertThat(again).isEmpty();
    assertThat(SCHEMA.current(SCHEMA.stored(valid))).isEqualTo(valid);
    assertThat(JsonReader.read(JsonWriter.write(valid.json()))).isEqualTo(valid.json());
  }
}
