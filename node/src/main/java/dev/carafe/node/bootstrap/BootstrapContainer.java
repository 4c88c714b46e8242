package dev.carafe.node.bootstrap;

import dev.carafe.node.hostcontainers.Kind;
import dev.carafe.node.pods.Fields;
import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A container that prepares the node at its boot, as `settings.bootstrap-containers` declares it.
///
/// @param source its image
/// @param essential whether no pod starts when it fails
/// @param userData in base64
/// @param command replaces the image's entry point where not empty
public record BootstrapContainer(
    String name,
    String source,
    Mode mode,
    boolean essential,
    Optional<String> userData,
    List<String> command) {
  static final Key SETTINGS = Key.of(Kind.BOOTSTRAP.group());

  public BootstrapContainer {
    command = List.copyOf(command);
  }

  /// Reads those that are to run, in the order of the settings; one without an image is none.
  public static List<BootstrapContainer> read(SettingsTree settings) {
    List<BootstrapContainer> containers = new ArrayList<>();
    if (settings.get(SETTINGS).orElse(new Json.Null()) instanceof Json.Struct named) {
      for (Map.Entry<String, Json> entry : named.members().entrySet()) {
        if (entry.getValue() instanceof Json.Struct table
            && mode(table) != Mode.OFF
            && table.text("source").isPresent()) {
          containers.add(of(entry.getKey(), table));
        }
      }
    }
    return containers;
  }

  static Mode mode(Json.Struct table) {
    return Fields.choice(table, "mode", Mode.values(), Mode.OFF);
  }

  private static BootstrapContainer of(String name, Json.Struct table) {
    return new BootstrapContainer(
        name,
        table.text("source").orElse(""),
        mode(table),
        Fields.isTrue(table, "essential"),
        table.text("user-data"),
        Fields.texts(table, "command"));
  }
}
