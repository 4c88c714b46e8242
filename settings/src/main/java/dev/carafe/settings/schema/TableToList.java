package dev.carafe.settings.schema;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A setting that was a table and is a list of tables now: an entry's name is the member `name`,
/// its value the member `value`. A list whose tables have more members, or two of one name, has no
/// shape before the change and stays as it is.
public record TableToList(Key at, String name, String value) implements Reshaping {

  @Override
  public SettingsTree forward(SettingsTree tree) {
    if (!(tree.get(at).orElse(new Json.Null()) instanceof Json.Struct table)) {
      return tree;
    }
    List<Json> elements = new ArrayList<>();
    for (Map.Entry<String, Json> entry : table.members().entrySet()) {
      elements.add(Json.object().with(name, entry.getKey()).with(value, entry.getValue()).build());
    }
    return tree.with(at, Json.of(elements));
  }

  @Override
  public SettingsTree backward(SettingsTree tree) {
    if (!(tree.get(at).orElse(new Json.Null()) instanceof Json.Array(List<Json> elements))
        || elements.isEmpty()) {
      return tree;
    }
    Map<String, Json> entries = new LinkedHashMap<>();
    for (Json element : elements) {
      if (!(element instanceof Json.Struct table)
          || table.members().size() != 2
          || !(table.members().get(name) instanceof Json.Text(String key))
          || !isKept(table.members().get(value))
          || entries.put(key, table.members().get(value)) != null) {
        return tree;
      }
    }
    return tree.with(at, new Json.Struct(entries));
  }

  /// A tree keeps no empty tables.
  private static boolean isKept(@Nullable Json value) {
    return value != null && !(value instanceof Json.Struct);
  }
}
