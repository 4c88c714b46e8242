package dev.carafe.settings;

import dev.carafe.settings.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;

/// Turns parsed TOML into JSON values, and tells where each stood. A path is a key with the indexes
/// of lists in it: `settings.network.hosts[0][1]`.
final class TomlValues {
  private final BiConsumer<String, TomlPosition> places;
  private final BiConsumer<TomlPosition, String> mistakes;

  /// @param mistakes told of values that JSON has no word for: dates, times, infinity and NaN
  TomlValues(BiConsumer<String, TomlPosition> places, BiConsumer<TomlPosition, String> mistakes) {
    this.places = places;
    this.mistakes = mistakes;
  }

  Json.Struct table(String path, org.tomlj.TomlTable table) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (String key : table.keySet()) {
      String child = path.isEmpty() ? Key.quoted(key) : path + "." + Key.quoted(key);
      Object value = table.get(List.of(key));
      TomlPosition position = table.inputPositionOf(List.of(key));
      if (value != null && position != null) {
        members.put(key, value(child, value, position));
      }
    }
    return new Json.Struct(members);
  }

  Json value(String path, Object value, TomlPosition position) {
    places.accept(path, position);
    return switch (value) {
      case String text -> Json.of(text);
      case Boolean bool -> Json.of(bool);
      case Long number -> Json.of(number);
      case Double number when Double.isFinite(number) -> new Json.Numeral(number.toString());
      case TomlArray array -> list(path, array);
      case org.tomlj.TomlTable table -> table(path, table);
      default -> {
        mistakes.accept(position, value instanceof Double ? "no finite number" : "a date or time");
        yield Json.of(value.toString());
      }
    };
  }

  private Json list(String path, TomlArray array) {
    List<Json> elements = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      elements.add(value(path + "[" + i + "]", array.get(i), array.inputPositionOf(i)));
    }
    return Json.of(elements);
  }
}
