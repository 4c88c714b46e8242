package dev.carafe.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.schema.Schema;
import java.nio.charset.StandardCharsets;

/// Any text is a compiled schema or is refused.
public final class CompiledSchemaFuzz {
  private CompiledSchemaFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    try {
      Schema schema = CompiledSchema.read(new String(input, StandardCharsets.UTF_8));
      String written = CompiledSchema.write(schema);
      assertThat(CompiledSchema.write(CompiledSchema.read(written))).isEqualTo(written);
    } catch (CompiledSchemaException e) {
      assertThat(e).hasMessageStartingWith("could not read the schema of the settings: ");
    }
  }
}
