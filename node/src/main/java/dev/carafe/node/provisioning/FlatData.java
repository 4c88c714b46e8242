package dev.carafe.node.provisioning;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Names and values as people write them in `meta-data`: JSON, or lines `name: value` of YAML. What
/// is nested is left out.
final class FlatData {
  private FlatData() {}

  /// @throws JsonSyntaxException where it begins as JSON and is none
  static Map<String, String> read(String text) {
    return text.stripLeading().startsWith("{") ? json(JsonReader.read(text)) : lines(text);
  }

  private static Map<String, String> json(Json value) {
    Map<String, String> data = new LinkedHashMap<>();
    if (value instanceof Json.Struct struct) {
      for (String name : struct.members().keySet()) {
        struct.text(name).ifPresent(text -> data.put(name, text));
      }
    }
    return data;
  }

  private static Map<String, String> lines(String text) {
    Map<String, String> data = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      int colon = line.indexOf(": ");
      if (colon > 0 && line.charAt(0) > ' ' && line.charAt(0) != '#') {
        data.put(line.substring(0, colon).strip(), scalar(line.substring(colon + 2).strip()));
      }
    }
    return data;
  }

  /// Without its quotes, or without the comment behind it.
  private static String scalar(String value) {
    if (value.length() >= 2 && (value.charAt(0) == '"' || value.charAt(0) == '\'')) {
      int end = value.indexOf(value.charAt(0), 1);
      return end < 0 ? value : value.substring(1, end);
    }
    int comment = value.indexOf(" #");
    return comment < 0 ? value : value.substring(0, comment).strip();
  }
}
