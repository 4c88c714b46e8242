package dev.carafe.node.bootstrap;

import dev.carafe.node.pods.Fields;
import dev.carafe.settings.Key;
import dev.carafe.settings.check.Rule;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.util.List;
import java.util.Map;

/// A container of the node's own that is to run has an image, and a command of the boot is one that
/// can be run then. What breaks this is left out.
public final class BootstrapRule implements Rule {
  private static final Key HOST = Key.of("host-containers");

  @Override
  public SettingsTree check(SettingsTree settings, Complaints complaints) {
    SettingsTree agreeing = settings;
    for (Key group : List.of(HOST, BootstrapContainer.SETTINGS, BootstrapCommand.SETTINGS)) {
      if (settings.get(group).orElse(new Json.Null()) instanceof Json.Struct named) {
        for (Map.Entry<String, Json> entry : named.members().entrySet()) {
          Key key = group.child(entry.getKey());
          if (entry.getValue() instanceof Json.Struct table
              && !isRight(group, key, table, complaints)) {
            agreeing = agreeing.without(key);
          }
        }
      }
    }
    return agreeing;
  }

  private static boolean isRight(Key group, Key key, Json.Struct table, Complaints complaints) {
    if (group.equals(BootstrapCommand.SETTINGS)) {
      return areCommands(key, table, complaints);
    }
    boolean wanted =
        group.equals(HOST)
            ? Fields.isTrue(table, "enabled")
            : BootstrapContainer.mode(table) != Mode.OFF;
    if (wanted && table.text("source").isEmpty()) {
      complaints.add(key.toString(), "it is to run and has no image", "set " + key.child("source"));
      return false;
    }
    return true;
  }

  private static boolean areCommands(Key key, Json.Struct table, Complaints complaints) {
    boolean right = true;
    List<List<String>> commands = BootstrapCommand.commands(table);
    for (int i = 0; i < commands.size(); i++) {
      try {
        ApiclientCommand.calls(commands.get(i));
      } catch (BadCommandException e) {
        complaints.add(
            key.child("commands") + "[" + i + "]", String.valueOf(e.getMessage()), e.instead());
        right = false;
      }
    }
    return right;
  }
}
