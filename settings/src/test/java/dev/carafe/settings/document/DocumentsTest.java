package dev.carafe.settings.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.Key;
import dev.carafe.settings.Problem;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonWriter;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.reading.ComponentSchemas;
import dev.carafe.settings.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is written from the components' schemas is in `docs/reference`. With
/// `-Dcarafe.rewrite=true` it is written anew, and the test fails.
class DocumentsTest {
  private final List<Problem> problems = new ArrayList<>();
  private final Schema schema = ComponentSchemas.read(problems);

  @Test
  void theReferenceIsUpToDate() throws IOException {
    isUpToDate("settings.md", Reference.of(schema));
  }

  @Test
  void theJsonSchemaIsUpToDate() throws IOException {
    String text = JsonWriter.indented(JsonSchema.of(schema));
    assertThat(JsonReader.read(text)).isEqualTo(JsonSchema.of(schema));
    isUpToDate("settings.schema.json", text);
  }

  @Test
  void keysAreCompletedByOneSegment() {
    assertThat(texts("")).containsExactly("settings.");
    assertThat(texts("sett")).containsExactly("settings.");
    assertThat(texts("x")).isEmpty();
    assertThat(texts("settings.n")).containsExactly("settings.network.", "settings.ntp.");
    assertThat(texts("settings.ntp."))
        .containsExactly("settings.ntp.options", "settings.ntp.time-servers");
    assertThat(texts("settings.kernel.hugepages.static.e"))
        .containsExactly("settings.kernel.hugepages.static.essential");
    assertThat(texts("settings.motd.")).isEmpty();
    assertThat(texts("settings.nothing.")).isEmpty();
    assertThat(Completion.keys(schema, SettingsTree.empty(), "settings.mot").getFirst())
        .isEqualTo(
            new Candidate(
                "settings.motd",
                "The message of the day: what the console shows under the node's name."));
  }

  @Test
  void namesThatTheUserChoseAreCompletedFromTheNode() {
    for (String typed : List.of("settings.kernel.sysctl.vm", "settings.kernel.sysctl.\"vm.")) {
      assertThat(texts(typed)).containsExactly("settings.kernel.sysctl.\"vm.swappiness\"");
    }
  }

  @Test
  void valuesAreCompletedWhereThereAreWords() {
    assertThat(Completion.values(schema, Key.of("kernel", "lockdown")))
        .containsExactly("none", "integrity", "confidentiality");
    assertThat(Completion.values(schema, Key.of("updates", "ignore-waves")))
        .containsExactly("false", "true");
    assertThat(Completion.values(schema, Key.of("motd"))).isEmpty();
    assertThat(Completion.values(schema, Key.of("ntp"))).isEmpty();
  }

  private List<String> texts(String typed) {
    SettingsTree set =
        SettingsTree.empty().with(Key.of("kernel", "sysctl", "vm.swappiness"), Json.of("1"));
    return Completion.keys(schema, set, typed).stream().map(Candidate::text).toList();
  }

  private void isUpToDate(String name, String text) throws IOException {
    assertThat(problems).isEmpty();
    Path file = Path.of("../docs/reference", name);
    boolean rewrite = Boolean.getBoolean("carafe.rewrite");
    if (rewrite) {
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, text);
    }
    assertThat(rewrite).as("rewritten; run again without carafe.rewrite").isFalse();
    assertThat(file).content().as("run with -Dcarafe.rewrite=true").isEqualTo(text);
  }
}
