package dev.carafe.image.component;

import dev.carafe.settings.Key;
import dev.carafe.settings.PlacedDocument;
import dev.carafe.settings.Problem;
import dev.carafe.settings.TomlDocument;
import dev.carafe.settings.check.SettingsCheck;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a variant's table `[settings]` says: defaults in place of those that its components
/// declare.
///
/// @param source what problems call the variant's file
/// @param text of that file
public record VariantSettings(String source, String text) {
  private static final String ROOT = "settings";

  /// A schema with these defaults.
  ///
  /// @param problems where it is added what the schema does not have, or not so
  Schema laidInto(Schema schema, List<Problem> problems) {
    // What is no TOML in the file was told when the variant was read.
    PlacedDocument document = TomlDocument.parse(source, text, new ArrayList<>());
    if (!(document.value().member(ROOT).orElse(Json.object().build()) instanceof Json.Struct own)) {
      return schema;
    }
    SettingsTree wanted = new SettingsCheck(document::position, problems).check(schema, own);
    Schema laid = schema;
    for (Map.Entry<Key, Json> one : wanted.leaves().entrySet()) {
      if (schema.takesDefault(one.getKey())) {
        laid = laid.withDefault(one.getKey(), one.getValue());
      } else {
        problems.add(
            new Problem(
                document.position(one.getKey().toString()),
                one.getKey() + " has a name that users choose",
                "leave it to them: only settings that the schema names have defaults"));
      }
    }
    return laid;
  }
}
