package dev.carafe.settings.reading;

import dev.carafe.settings.Key;
import dev.carafe.settings.KeyException;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.schema.Leaf;
import dev.carafe.settings.schema.Schema;
import dev.carafe.settings.schema.Setting;
import java.util.Map;
import java.util.Optional;

/// Turns the text of `key=value` into values of the setting's type. Lists and tables are given as
/// JSON.
final class KeyPairs {
  private static final int MOST_VALUES = 20_000;

  private KeyPairs() {}

  static SettingsTree tree(Schema schema, Map<String, String> pairs) {
    SettingsTree tree = SettingsTree.empty();
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      Key key = Key.parse(pair.getKey());
      if (key.segments().isEmpty()) {
        throw new KeyException(pair.getKey(), "it is no single setting's");
      }
      tree = tree.with(key, value(schema.find(key), pair.getValue()));
    }
    return tree;
  }

  private static Json value(Optional<Setting> setting, String text) {
    if (setting.isPresent() && setting.get().shape() instanceof Leaf leaf) {
      return leaf.type().fromText(text);
    }
    try {
      return JsonReader.read(text, MOST_VALUES);
    } catch (JsonSyntaxException _) {
      return Json.of(text);
    }
  }
}
