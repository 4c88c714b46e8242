package dev.carafe.node.api;

import dev.carafe.node.http.RefusedRequest;
import dev.carafe.node.http.Status;
import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.Change;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.schema.Schema;
import dev.carafe.settings.schema.Setting;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Who asks, and what that one may.
///
/// @param name as the certificate has it, or `local`
public record Caller(String name, Role role) {
  /// Who could change these could become an administrator.
  private static final List<Key> OF_ADMINISTRATORS = List.of(Key.of("api"), Key.of("pki"));

  /// A kind of callers.
  public enum Role {
    READER,
    OPERATOR,
    ADMIN;

    /// As users write it.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean may(Permission permission) {
    return role.compareTo(least(permission)) >= 0;
  }

  String needed(Permission permission) {
    return least(permission).toString();
  }

  private static Role least(Permission permission) {
    return switch (permission) {
      case READ -> Role.READER;
      case OPERATE -> Role.OPERATOR;
      case ADMINISTER -> Role.ADMIN;
    };
  }

  void demandMayChange(SettingsTree patch) {
    demandMayChange(patch.leaves().keySet());
  }

  /// @throws RefusedRequest where a key is an administrator's alone
  void demandMayChange(Collection<Key> keys) {
    if (role == Role.ADMIN) {
      return;
    }
    for (Key key : keys) {
      for (Key guarded : OF_ADMINISTRATORS) {
        if (key.contains(guarded) || guarded.contains(key)) {
          throw new RefusedRequest(
              Status.FORBIDDEN, name + " is no admin, as a change of " + key + " needs");
        }
      }
    }
  }

  /// Settings as the caller may see them: readers do not see secrets.
  SettingsTree visible(SettingsTree settings, Schema schema) {
    if (role != Role.READER) {
      return settings;
    }
    SettingsTree visible = settings;
    for (Map.Entry<Key, Json> leaf : settings.leaves().entrySet()) {
      if (schema.find(leaf.getKey()).map(Caller::isSecret).orElse(true)) {
        visible = visible.without(leaf.getKey());
      }
    }
    return visible;
  }

  /// Whether the caller may see what these changes make of files.
  boolean sees(List<Change> changes, Schema schema) {
    return role != Role.READER
        || changes.stream()
            .noneMatch(change -> schema.find(change.key()).map(Caller::isSecret).orElse(true));
  }

  private static boolean isSecret(Setting setting) {
    return setting.about().sensitive();
  }
}
