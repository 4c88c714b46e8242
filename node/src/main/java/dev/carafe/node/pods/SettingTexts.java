package dev.carafe.node.pods;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The texts that settings keep for pods, and which of them one pod has asked for in vain.
final class SettingTexts {
  private static final String CONFIG = "config-maps";
  private static final String SECRETS = "secrets";

  private final SettingsTree settings;
  private final Set<String> missing = new LinkedHashSet<>();

  SettingTexts(SettingsTree settings) {
    this.settings = settings;
  }

  Optional<String> config(String name, String key) {
    return text(CONFIG, name, key);
  }

  Optional<String> secret(String name, String key) {
    return text(SECRETS, name, key);
  }

  Map<String, String> config(String name) {
    return texts(CONFIG, name);
  }

  Map<String, String> secret(String name) {
    return texts(SECRETS, name);
  }

  /// The keys of the settings that were asked for and are not there.
  List<String> missing() {
    return List.copyOf(missing);
  }

  private Optional<String> text(String group, String name, String key) {
    Optional<String> text =
        settings.get(Key.of(group, name)).orElse(new Json.Null()) instanceof Json.Struct texts
            ? texts.text(key)
            : Optional.empty();
    if (text.isEmpty()) {
      missing.add(Key.of(group, name, key).toString());
    }
    return text;
  }

  private Map<String, String> texts(String group, String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (settings.get(Key.of(group, name)).orElse(new Json.Null()) instanceof Json.Struct found) {
      found.members().keySet().forEach(key -> texts.put(key, found.text(key).orElse("")));
    } else {
      missing.add(Key.of(group, name).toString());
    }
    return texts;
  }
}
