package dev.carafe.node.support;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.schema.ListOf;
import dev.carafe.settings.schema.Schema;
import dev.carafe.settings.schema.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The sensitive values of a node, which are in nothing that leaves it for support: neither as
/// settings, nor where somebody has written one into a log.
///
/// What is shorter than five characters is only kept out of the settings: elsewhere nobody could
/// tell it from any other text.
final class Secrets {
  private static final String REMOVED = "[removed]";
  private static final int SHORTEST = 5;

  private final SettingsTree shown;

  /// The longest first, for one may be in another.
  private final List<String> values;

  private Secrets(SettingsTree shown, List<String> values) {
    this.shown = shown;
    this.values = values;
  }

  /// Those in settings whose schema calls them sensitive, or does not know them.
  static Secrets of(SettingsTree settings, Schema schema) {
    SettingsTree shown = settings;
    Set<String> values = new TreeSet<>();
    for (Map.Entry<Key, Json> leaf : settings.leaves().entrySet()) {
      Optional<Setting> setting = schema.find(leaf.getKey());
      if (setting.isEmpty() || setting.get().about().sensitive()) {
        shown = shown.with(leaf.getKey(), Json.of(REMOVED));
        gather(leaf.getValue(), name(setting), values);
      }
    }
    List<String> longestFirst = new ArrayList<>(values);
    longestFirst.sort(Comparator.comparingInt(String::length).reversed());
    return new Secrets(shown, longestFirst);
  }

  /// The member that tells a list's elements apart is their name and no secret.
  private static Optional<String> name(Optional<Setting> setting) {
    return setting
        .map(Setting::shape)
        .flatMap(shape -> shape instanceof ListOf list ? list.uniqueBy() : Optional.empty());
  }

  private static void gather(Json value, Optional<String> name, Set<String> values) {
    switch (value) {
      case Json.Text(String text) -> gather(text, values);
      case Json.Array(List<Json> elements) ->
          elements.forEach(element -> gather(element, name, values));
      case Json.Struct struct ->
          struct
              .members()
              .forEach((member, inner) -> {
                if (!name.equals(Optional.of(member))) {
                  gather(inner, Optional.empty(), values);
                }
              });
      case Json.Numeral(String literal) -> gather(literal, values);
      case Json.Bool _, Json.Null _ -> {}
    }
  }

  /// The whole text, as it is and as it stands in JSON, and each of its lines.
  private static void gather(String text, Set<String> values) {
    String json = JsonWriter.write(Json.of(text));
    List<String> forms = new ArrayList<>(text.lines().map(String::strip).toList());
    forms.add(text.strip());
    forms.add(json.substring(1, json.length() - 1));
    for (String form : forms) {
      if (form.length() >= SHORTEST) {
        values.add(form);
      }
    }
  }

  /// The settings, with a mark in the place of each sensitive value.
  SettingsTree settings() {
    return shown;
  }

  /// A text without any of the values.
  String removedFrom(String text) {
    String left = text;
    for (String value : values) {
      left = left.replace(value, REMOVED);
    }
    return left;
  }
}
