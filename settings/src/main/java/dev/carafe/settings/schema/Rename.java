package dev.carafe.settings.schema;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.util.Optional;

/// A setting or a table that has another key now.
public record Rename(Key from, Key to) implements Reshaping {

  @Override
  public SettingsTree forward(SettingsTree tree) {
    return move(tree, from, to);
  }

  @Override
  public SettingsTree backward(SettingsTree tree) {
    return move(tree, to, from);
  }

  @Override
  public String before(String path) {
    String now = to.toString();
    boolean isBelow = path.equals(now) || path.startsWith(now + ".") || path.startsWith(now + "[");
    return isBelow ? from + path.substring(now.length()) : path;
  }

  private static SettingsTree move(SettingsTree tree, Key here, Key there) {
    Optional<Json> value = tree.get(here);
    return value.isPresent() && tree.get(there).isEmpty()
        ? tree.without(here).with(there, value.get())
        : tree;
  }
}
