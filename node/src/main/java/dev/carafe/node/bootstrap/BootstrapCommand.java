package dev.carafe.node.bootstrap;

import dev.carafe.node.pods.Fields;
import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Commands for the node's API at its boot, as `settings.bootstrap-commands` declares them.
///
/// @param commands word by word, `apiclient` first
/// @param essential whether nothing more is prepared, and no pod starts, when one fails
public record BootstrapCommand(
    String name, List<List<String>> commands, Mode mode, boolean essential) {
  static final Key SETTINGS = Key.of("bootstrap-commands");

  public BootstrapCommand {
    commands = commands.stream().map(List::copyOf).toList();
  }

  /// Reads those that are to run, in the order of their names.
  public static List<BootstrapCommand> read(SettingsTree settings) {
    Map<String, BootstrapCommand> commands = new TreeMap<>();
    if (settings.get(SETTINGS).orElse(new Json.Null()) instanceof Json.Struct named) {
      named
          .members()
          .forEach((name, value) -> {
            if (value instanceof Json.Struct table && BootstrapContainer.mode(table) != Mode.OFF) {
              commands.put(name, of(name, table));
            }
          });
    }
    return List.copyOf(commands.values());
  }

  private static BootstrapCommand of(String name, Json.Struct table) {
    return new BootstrapCommand(
        name, commands(table), BootstrapContainer.mode(table), Fields.isTrue(table, "essential"));
  }

  static List<List<String>> commands(Json.Struct table) {
    List<List<String>> commands = new ArrayList<>();
    if (table.member("commands").orElse(new Json.Null()) instanceof Json.Array(List<Json> lists)) {
      for (Json list : lists) {
        commands.add(Fields.texts(Json.object().with("words", list).build(), "words"));
      }
    }
    return commands;
  }
}
