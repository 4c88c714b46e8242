package dev.carafe.cli.repo;

import dev.carafe.cli.key.KeyReference;
import java.time.Duration;
import java.util.List;

/// How a role is signed here.
///
/// @param term how long what is signed for it counts
/// @param keys that may be at hand; who may sign, and how many must, is in the root
record RoleConfig(Duration term, List<KeyReference> keys) {
  RoleConfig {
    keys = List.copyOf(keys);
  }
}
