package dev.carafe.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.Problem;
import dev.carafe.settings.document.JsonSchema;
import dev.carafe.settings.document.Reference;
import dev.carafe.settings.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Any text is a component's declaration of settings with problems. What was declared without any
/// is the same when it was compiled, and can be described.
public final class SchemaReaderFuzz {
  private SchemaReaderFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    List<Problem> problems = new ArrayList<>();
    Schema schema =
        new SchemaReader(problems).read("fuzz", new String(input, StandardCharsets.UTF_8));
    Schema all = SchemaUnion.of(List.of(schema), problems);
    if (problems.isEmpty()) {
      String compiled = CompiledSchema.write(all);
      assertThat(CompiledSchema.write(CompiledSchema.read(compiled))).isEqualTo(compiled);
      assertThat(JsonSchema.of(all)).isNotNull();
      assertThat(Reference.of(all)).isNotEmpty();
    }
  }
}
