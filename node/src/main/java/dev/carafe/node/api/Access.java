package dev.carafe.node.api;

import dev.carafe.node.http.RefusedRequest;
import dev.carafe.node.http.Status;
import dev.carafe.node.identity.Caller;
import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.Change;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.schema.Schema;
import dev.carafe.trust.certificate.Role;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Which settings a caller may see and change, beyond the requests that it may send.
final class Access {
  private Access() {}

  /// Settings as the caller may see them: readers do not see secrets.
  static SettingsTree visible(Caller caller, SettingsTree settings, Schema schema) {
    if (caller.role() != Role.READER) {
      return settings;
    }
    SettingsTree visible = settings;
    for (Map.Entry<Key, Json> leaf : settings.leaves().entrySet()) {
      if (isSecret(leaf.getKey(), schema)) {
        visible = visible.without(leaf.getKey());
      }
    }
    return visible;
  }

  /// Whether the caller may see the value of a setting.
  static boolean sees(Caller caller, Key key, Schema schema) {
    return caller.role() != Role.READER || !isSecret(key, schema);
  }

  /// Whether the caller may see what these changes make of files.
  static boolean sees(Caller caller, List<Change> changes, Schema schema) {
    return changes.stream().allMatch(change -> sees(caller, change.key(), schema));
  }

  /// A setting that nobody knows any more may have been one.
  private static boolean isSecret(Key key, Schema schema) {
    return schema.find(key).map(setting -> setting.about().sensitive()).orElse(true);
  }

  /// @throws RefusedRequest where one of the keys, or a part of it, is not the caller's to change
  static void demandMayChange(Caller caller, Collection<Key> keys) {
    for (Key key : keys) {
      if (key.segments().isEmpty()
          ? caller.role() != Role.ADMIN
          : !caller.mayChange(key.toString())) {
        throw new RefusedRequest(
            Status.FORBIDDEN,
            "%s is %s and may not change %s"
                .formatted(caller.name(), caller.role().organization(), key));
      }
    }
  }
}
