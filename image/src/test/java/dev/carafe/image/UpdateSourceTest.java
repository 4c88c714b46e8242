package dev.carafe.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.image.tree.FileTree;
import dev.carafe.image.tree.TreeEntry;
import dev.carafe.settings.Key;
import dev.carafe.settings.Problem;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.reading.SchemaReader;
import dev.carafe.settings.schema.Schema;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpdateSourceTest {
  private static final String ROOT = "{\"signed\": 1}\n";
  private static final Key METADATA = Key.of("updates", "metadata-base-url");
  private static final Key TARGETS = Key.of("updates", "targets-base-url");

  private static Schema schema(String toml) {
    List<Problem> problems = new ArrayList<>();
    Schema schema = new SchemaReader(problems).read("settings.toml", toml);
    assertThat(problems).isEmpty();
    return schema;
  }

  private static Schema settings() {
    return schema(
        """
        [settings."updates.metadata-base-url"]
        type = "url"
        description = "Where the metadata is."
        [settings."updates.targets-base-url"]
        type = "url"
        description = "Where the targets are."
        """);
  }

  private static UpdateSource at(String address) {
    return new UpdateSource(ROOT, Optional.of(URI.create(address)));
  }

  @Test
  void theAddressIsADefaultOfTwoSettings() {
    for (String address : List.of("https://os.example/plain", "https://os.example/plain/")) {
      assertThat(at(address).defaultsIn(settings()).defaults())
          .satisfies(defaults -> {
            assertThat(defaults.get(METADATA))
                .contains(Json.of("https://os.example/plain/metadata"));
            assertThat(defaults.get(TARGETS)).contains(Json.of("https://os.example/plain/targets"));
          });
    }
  }

  @Test
  void withoutAnAddressTheSettingsStayAsTheyAre() {
    Schema settings = settings();
    assertThat(new UpdateSource(ROOT, Optional.empty()).defaultsIn(settings)).isSameAs(settings);
  }

  @Test
  void aVariantThatNothingUpdatesHasNoAddress() {
    Schema other = schema("[settings.motd]\ntype = \"string\"\ndescription = \"A greeting.\"\n");
    assertThatThrownBy(() -> at("https://os.example").defaultsIn(other))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "could not say where updates come from: no component of the variant declares"
                + " settings.updates.metadata-base-url; add one that does, such as agent");
  }

  @Test
  void theRootIsInTheImageAsItWasRead() throws IOException {
    FileTree tree = new FileTree();
    at("https://os.example").addTo(tree);
    TreeEntry entry = tree.find("usr/share/carafe/updates/root.json").orElseThrow();
    assertThat(entry).isInstanceOf(TreeEntry.RegularFile.class);
    byte[] content = ((TreeEntry.RegularFile) entry).content().bytes();
    assertThat(new String(content, StandardCharsets.UTF_8)).isEqualTo(ROOT);
  }
}
