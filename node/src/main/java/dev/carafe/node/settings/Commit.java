package dev.carafe.node.settings;

import dev.carafe.settings.Key;
import dev.carafe.settings.generation.Generation;
import dev.carafe.settings.model.Change;
import dev.carafe.settings.model.SettingsTree;
import java.util.List;
import java.util.TreeSet;

/// What a commit did.
///
/// @param keys everything that it set or deleted, whether it is different now or not, ordered by
///   their text
/// @param changes what is different now
/// @param generation that it made live
public record Commit(List<String> keys, List<Change> changes, Generation generation) {

  public Commit {
    keys = List.copyOf(keys);
    changes = List.copyOf(changes);
  }

  static Commit of(SettingsTree set, List<Change> changes, Generation generation) {
    TreeSet<String> keys = new TreeSet<>();
    set.leaves().keySet().forEach(key -> keys.add(key.toString()));
    changes.forEach(change -> keys.add(change.key().toString()));
    return new Commit(List.copyOf(keys), changes, generation);
  }

  /// The keys of what is different now.
  public List<Key> changedKeys() {
    return changes.stream().map(Change::key).toList();
  }
}
