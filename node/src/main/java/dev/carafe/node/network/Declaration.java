package dev.carafe.node.network;

import dev.carafe.settings.TomlTable;
import java.util.Optional;

/// What `net.toml` says of one device.
///
/// @param key the name or MAC address as it was written
/// @param device empty where what was written makes no device
/// @param isPrimary whether it says so
record Declaration(String key, TomlTable table, Optional<Device> device, boolean isPrimary) {

  /// What it is found by, as far as that is known.
  String id() {
    return device.map(found -> found.id().text()).orElse(key);
  }
}
