package dev.carafe.settings.generation;

import dev.carafe.settings.Key;
import dev.carafe.settings.model.SettingsTree;
import java.util.ArrayList;
import java.util.List;

/// Changes that are asked for and not yet made: what to delete, and what to set after that.
public record Pending(List<Key> deleted, SettingsTree set) {
  private static final Pending NOTHING = new Pending(List.of(), SettingsTree.empty());

  public Pending {
    deleted = List.copyOf(deleted);
  }

  public static Pending nothing() {
    return NOTHING;
  }

  /// These changes, and then those of a patch.
  public Pending andSet(SettingsTree patch) {
    return new Pending(deleted, set.patched(patch));
  }

  /// These changes, and then the deletion of a setting or table; it goes back to its default.
  public Pending andDelete(Key key) {
    List<Key> keys = new ArrayList<>(deleted);
    if (!keys.contains(key)) {
      keys.add(key);
    }
    return new Pending(keys, set.without(key));
  }

  public boolean isNothing() {
    return deleted.isEmpty() && set.isEmpty();
  }

  /// The settings after these changes.
  public SettingsTree applyTo(SettingsTree settings) {
    SettingsTree left = settings;
    for (Key key : deleted) {
      left = left.without(key);
    }
    return left.patched(set);
  }
}
