package dev.carafe.settings.template;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.schema.ConfigurationFile;
import dev.carafe.settings.schema.Schema;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// The configuration files that an image has before its agent renders any: those that say
/// `in-image`, as the defaults make them.
public final class RenderedDefaults {
  private RenderedDefaults() {}

  /// Their texts, by absolute path.
  ///
  /// @param templates gives the text of a template, by the path that it has in the image
  /// @throws TemplateException where one is no template, or shows what has no default
  public static Map<String, String> of(Schema schema, UnaryOperator<String> templates) {
    Json.Struct context = Json.object().with("settings", schema.defaults().json()).build();
    Map<String, String> texts = new TreeMap<>();
    for (ConfigurationFile file : schema.files().values()) {
      if (file.inImage()) {
        String path = file.templatePath();
        texts.put(file.path(), Template.parse(path, templates.apply(path)).render(context));
      }
    }
    return texts;
  }
}
