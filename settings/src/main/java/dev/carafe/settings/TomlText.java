package dev.carafe.settings;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Values as TOML, on one line.
///
/// Source: [TOML 1.0](https://toml.io/en/v1.0.0).
public final class TomlText {
  private TomlText() {}

  /// A value as it may stand after `key =`. TOML has no null; it becomes an empty string.
  public static String of(Json value) {
    return switch (value) {
      case Json.Text _ -> JsonWriter.write(value); // JSON's escapes are TOML's too
      case Json.Numeral(String literal) -> literal;
      case Json.Bool(boolean bool) -> Boolean.toString(bool);
      case Json.Null() -> "\"\"";
      case Json.Array(List<Json> elements) ->
          elements.stream().map(TomlText::of).collect(Collectors.joining(", ", "[", "]"));
      case Json.Struct(Map<String, Json> members) ->
          members.isEmpty()
              ? "{}"
              : members.entrySet().stream()
                  .map(member -> Key.quoted(member.getKey()) + " = " + of(member.getValue()))
                  .collect(Collectors.joining(", ", "{ ", " }"));
    };
  }
}
