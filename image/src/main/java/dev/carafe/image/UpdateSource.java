package dev.carafe.image;

import dev.carafe.image.tree.FileTree;
import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.schema.Schema;
import java.net.URI;
import java.util.Optional;

/// Where a system gets its updates from, and by what it believes them.
///
/// @param root of the repository, as its metadata has it: with it a node's trust begins
/// @param address where the repository's `metadata` and `targets` are served; a node's settings may
///   say otherwise, and must where it is empty
public record UpdateSource(String root, Optional<URI> address) {
  /// Where a node finds the root.
  public static final String ROOT = "usr/share/carafe/updates/root.json";

  private static final Key METADATA = Key.of("updates", "metadata-base-url");
  private static final Key TARGETS = Key.of("updates", "targets-base-url");

  void addTo(FileTree tree) {
    tree.text(ROOT, root, "system");
  }

  /// Settings whose defaults are the address.
  Schema defaultsIn(Schema settings) {
    if (address.isEmpty()) {
      return settings;
    }
    String base = address.get().toString().replaceFirst("/+$", "");
    Schema schema = withDefault(settings, METADATA, base + "/metadata");
    return withDefault(schema, TARGETS, base + "/targets");
  }

  private static Schema withDefault(Schema schema, Key key, String address) {
    if (schema.find(key).isEmpty()) {
      throw new NoUpdatesException(key);
    }
    return schema.withDefault(key, Json.of(address));
  }

  /// The variant has no component that updates the system.
  static final class NoUpdatesException extends ImageException {
    private static final long serialVersionUID = 1L;

    NoUpdatesException(Key key) {
      super(
          "could not say where updates come from: no component of the variant declares "
              + key
              + "; add one that does, such as agent");
    }
  }
}
