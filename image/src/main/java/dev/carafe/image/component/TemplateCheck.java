package dev.carafe.image.component;

import dev.carafe.settings.Key;
import dev.carafe.settings.Located;
import dev.carafe.settings.Problem;
import dev.carafe.settings.Suggestion;
import dev.carafe.settings.schema.ConfigurationFile;
import dev.carafe.settings.schema.Schema;
import dev.carafe.settings.schema.Setting;
import dev.carafe.settings.schema.Table;
import dev.carafe.settings.template.Template;
import dev.carafe.settings.template.TemplateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;

/// Reads templates of components, and looks whether the settings that they cannot do without are
/// declared.
///
/// @param settings of all components
record TemplateCheck(Schema settings, List<Problem> problems) {

  /// Looks at what the defaults of settings are rendered from.
  void checkDefaults() {
    settings
        .templates()
        .forEach((key, text) -> {
          for (Located<Key> demanded : demanded(text)) {
            settings
                .find(key)
                .filter(_ -> !settings.mayHave(demanded.value()))
                .ifPresent(setting ->
                    problems.add(
                        new Problem(setting.position(), found(demanded), instead(demanded))));
          }
        });
  }

  /// Looks at the template of a configuration file.
  void check(ConfigurationFile file, Claim template) {
    try {
      String text = Files.readString(template.file().orElseThrow(), StandardCharsets.UTF_8);
      for (Located<Key> demanded : Template.parse(template.position().source(), text).demanded()) {
        if (!settings.mayHave(demanded.value())) {
          problems.add(new Problem(demanded.position(), found(demanded), instead(demanded)));
        }
      }
      file.forEach().ifPresent(_ -> Template.parse(file.position().source(), file.path()));
    } catch (TemplateException e) {
      problems.add(e.problem());
    } catch (IOException _) {
      problems.add(
          new Problem(template.position(), "the template is no text in UTF-8", "save it as that"));
    }
  }

  /// What is no template was told where it was read.
  private static List<Located<Key>> demanded(String template) {
    try {
      return Template.parse("template", template).demanded();
    } catch (TemplateException _) {
      return List.of();
    }
  }

  private static String found(Located<Key> demanded) {
    return "there is no setting " + demanded.value();
  }

  /// The names beside it, as far as its tables are declared.
  private String instead(Located<Key> demanded) {
    List<String> segments = demanded.value().segments();
    int last = segments.size() - 1;
    while (last > 0 && !settings.mayHave(new Key(segments.subList(0, last)))) {
      last--;
    }
    Key parent = new Key(segments.subList(0, last));
    Set<String> names =
        last == 0
            ? settings.root().members().keySet()
            : settings
                .find(parent)
                .map(Setting::shape)
                .filter(Table.class::isInstance)
                .map(table -> ((Table) table).members().keySet())
                .orElse(Set.of());
    return Suggestion.instead(segments.get(last), names);
  }
}
