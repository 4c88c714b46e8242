package dev.carafe.cli.answer;

import dev.carafe.settings.Key;
import dev.carafe.settings.TomlText;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// JSON as a person reads it: an object as one line a leaf, `settings.motd = "hello"`; objects of
/// one kind as a table.
final class Leaves {
  private Leaves() {}

  static void write(Json json, PrintWriter out) {
    switch (json) {
      case Json.Struct struct -> leaves("", struct, out);
      case Json.Array(List<Json> elements) when isTable(elements) -> table(elements, out);
      case Json.Text(String text) -> out.println(text);
      default -> out.println(JsonWriter.indented(json).strip());
    }
  }

  private static void leaves(String path, Json.Struct struct, PrintWriter out) {
    struct
        .members()
        .forEach((name, value) -> {
          String key = path + (path.isEmpty() ? "" : ".") + Key.quoted(name);
          switch (value) {
            case Json.Struct inner when !inner.members().isEmpty() -> leaves(key, inner, out);
            case Json.Array(List<Json> elements) when isTable(elements) ->
                elements(key, elements, out);
            default -> out.println(key + " = " + TomlText.of(value));
          }
        });
  }

  private static void elements(String key, List<Json> elements, PrintWriter out) {
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i) instanceof Json.Struct element) {
        leaves(key + "[" + i + "]", element, out);
      }
    }
  }

  private static boolean isTable(List<Json> elements) {
    return !elements.isEmpty() && elements.stream().allMatch(Json.Struct.class::isInstance);
  }

  private static void table(List<Json> elements, PrintWriter out) {
    Set<String> names = new LinkedHashSet<>();
    List<Json.Struct> rows = new ArrayList<>();
    for (Json element : elements) {
      if (element instanceof Json.Struct row) {
        names.addAll(row.members().keySet());
        rows.add(row);
      }
    }
    List<Map<String, String>> cells = new ArrayList<>();
    for (Json.Struct row : rows) {
      Map<String, String> line = new LinkedHashMap<>();
      names.forEach(name -> line.put(name, row.member(name).map(Leaves::cell).orElse("-")));
      cells.add(line);
    }
    Columns.write(
        List.copyOf(names), cells.stream().map(line -> List.copyOf(line.values())).toList(), out);
  }

  private static String cell(Json value) {
    return value instanceof Json.Text(String text) ? text : TomlText.of(value);
  }
}
