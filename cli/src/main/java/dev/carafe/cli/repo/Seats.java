package dev.carafe.cli.repo;

import dev.carafe.cli.key.HeldKey;
import dev.carafe.trust.tuf.Key;
import dev.carafe.trust.tuf.RootDraft;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who is to sign for a role.
///
/// @param keys by their identifiers
/// @param threshold how many of them must
record Seats(Map<String, Key> keys, int threshold) {
  Seats {
    keys = Map.copyOf(keys);
  }

  static Seats of(Collection<HeldKey> held, int threshold) {
    Map<String, Key> keys = new LinkedHashMap<>();
    held.forEach(each -> keys.put(each.key().id(), each.key()));
    return new Seats(keys, threshold);
  }

  /// How many of some keys are more than half of them.
  static int majority(int keys) {
    return keys / 2 + 1;
  }

  /// Says so in a root.
  ///
  /// @throws ChoiceException if fewer may sign than must
  void in(RootDraft root, String role) {
    if (threshold < 1 || threshold > keys.size()) {
      throw new ChoiceException(
          "could not ask for %d signatures for %s: there are %d keys"
              .formatted(threshold, role, keys.size()));
    }
    List<Key> all = new ArrayList<>(keys.values());
    root.with(role, all, threshold);
  }
}
