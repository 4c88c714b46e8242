package dev.carafe.settings.manifest;

import dev.carafe.settings.Key;
import dev.carafe.settings.PlacedDocument;
import dev.carafe.settings.Position;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Settings while they are made of manifests, each of which is a table of its own: values, and
/// where they were written.
final class PlacedSettings {
  private final String source;
  private final Predicate<String> asWritten;
  private final Map<Key, Map<String, Json>> tables = new LinkedHashMap<>();
  private final Map<String, Position> places = new HashMap<>();
  private final List<Key> spoilt = new ArrayList<>();

  /// @param source what problems call the text
  /// @param asWritten the paths at which numbers and booleans are the text that they were written
  ///   as
  PlacedSettings(String source, Predicate<String> asWritten) {
    this.source = source;
    this.asWritten = asWritten;
  }

  /// Begins a table.
  void begin(Key key, Position position) {
    table(key).clear();
    places.put(key.toString(), position);
  }

  boolean has(Key key) {
    return tables.containsKey(key);
  }

  /// Whether nothing is in a table that has begun.
  boolean isEmpty(Key key) {
    return SettingsTree.of(new Json.Struct(table(key))).isEmpty();
  }

  /// Puts a member into a table that has begun, without what says nothing.
  void put(Key key, String name, Yaml.Member member) {
    table(key).put(name, value(key.child(name).toString(), member));
  }

  /// Puts a text into a table that has begun.
  void put(Key key, String name, Position position, String text) {
    places.put(key.child(name).toString(), position);
    table(key).put(name, Json.of(text));
  }

  /// A table that must not hold.
  void spoil(Key key) {
    spoilt.add(key);
  }

  /// A document with the one member `settings`.
  PlacedDocument document() {
    Map<String, Json.Builder> groups = new LinkedHashMap<>();
    tables.forEach((key, members) ->
        groups
            .computeIfAbsent(key.segments().getFirst(), _ -> Json.object())
            .with(key.segments().getLast(), new Json.Struct(members)));
    Json.Builder settings = Json.object();
    groups.forEach((group, members) -> settings.with(group, members.build()));
    Json.Struct value = Json.object().with("settings", settings.build()).build();
    return new PlacedDocument(source, value, places, spoilt);
  }

  private Map<String, Json> table(Key key) {
    return tables.computeIfAbsent(key, _ -> new LinkedHashMap<>());
  }

  private Json value(String path, Yaml.Member member) {
    places.put(path, member.key());
    return value(path, member.value());
  }

  private Json value(String path, Yaml yaml) {
    return switch (yaml) {
      case Yaml.Scalar(_, String text, Json value) ->
          !yaml.isNull() && asWritten.test(path) ? Json.of(text) : value;
      case Yaml.Sequence(_, List<Yaml> elements) -> list(path, elements);
      case Yaml.Mapping(_, Map<String, Yaml.Member> members) -> table(path, members);
    };
  }

  private Json list(String path, List<Yaml> elements) {
    List<Json> list = new ArrayList<>();
    for (Yaml element : elements) {
      String at = path + "[" + list.size() + "]";
      places.put(at, element.position());
      list.add(value(at, element));
    }
    return Json.of(list);
  }

  private Json table(String path, Map<String, Yaml.Member> members) {
    Map<String, Json> table = new LinkedHashMap<>();
    members.forEach((name, member) -> {
      if (!member.value().isNull()) {
        table.put(name, value(path + "." + Key.quoted(name), member));
      }
    });
    return new Json.Struct(table);
  }
}
