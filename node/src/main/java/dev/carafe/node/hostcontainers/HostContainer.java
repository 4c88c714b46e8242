package dev.carafe.node.hostcontainers;

import dev.carafe.node.pods.Fields;
import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A container of the node itself, as `settings.host-containers` declares it, that is to run.
///
/// @param source its image
/// @param superpowered whether it may do all that the host's own processes may
/// @param userData in base64
/// @param command replaces the image's entry point where not empty
public record HostContainer(
    String name,
    String source,
    boolean superpowered,
    Optional<String> userData,
    List<String> command) {
  static final Key SETTINGS = Key.of("host-containers");

  public HostContainer {
    command = List.copyOf(command);
  }

  /// Reads those that are enabled; one without an image is none.
  public static List<HostContainer> read(SettingsTree settings) {
    List<HostContainer> containers = new ArrayList<>();
    if (settings.get(SETTINGS).orElse(new Json.Null()) instanceof Json.Struct named) {
      for (Map.Entry<String, Json> entry : named.members().entrySet()) {
        if (entry.getValue() instanceof Json.Struct table && Fields.isTrue(table, "enabled")) {
          table
              .text("source")
              .ifPresent(source -> containers.add(of(entry.getKey(), source, table)));
        }
      }
    }
    return containers;
  }

  private static HostContainer of(String name, String source, Json.Struct table) {
    return new HostContainer(
        name,
        source,
        Fields.isTrue(table, "superpowered"),
        table.text("user-data"),
        Fields.texts(table, "command"));
  }
}
