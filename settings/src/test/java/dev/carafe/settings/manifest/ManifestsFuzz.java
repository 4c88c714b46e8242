package dev.carafe.settings.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.Problem;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.reading.ComponentSchemas;
import dev.carafe.settings.reading.Form;
import dev.carafe.settings.reading.SettingsReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Manifests come on disks and from clouds. Whatever is wrong has a place, and what is right is
/// right as JSON too.
public final class ManifestsFuzz {
  private static final SettingsReader READER =
      new SettingsReader(ComponentSchemas.read(new ArrayList<>()));

  private ManifestsFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Manifests.isManifest(text);
    for (Form form : List.of(Form.MANIFESTS, Form.CONTAINER_DECLARATION)) {
      List<Problem> problems = new ArrayList<>();
      SettingsTree valid = READER.read(form, "fuzz", text, problems);
      for (Problem problem : problems) {
        assertThat(problem.position().line()).isPositive();
        assertThat(problem.position().column()).isPositive();
      }
      List<Problem> again = new ArrayList<>();
      assertThat(READER.readJson("again", valid.json(), again)).isEqualTo(valid);
      assertThat(again).isEmpty();
    }
  }
}
