package dev.carafe.node.storage;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;

/// How full the data partition may be, in percent of what it holds.
///
/// @param collect from here images that nobody needs are removed
/// @param enough until it is as empty as this
/// @param evict from here a pod has to go
public record Thresholds(int collect, int enough, int evict) {
  static final Thresholds USUAL = new Thresholds(85, 80, 95);

  /// Reads `settings.storage`.
  public static Thresholds read(SettingsTree settings) {
    return new Thresholds(
        percent(settings, "image-gc-high-threshold-percent", USUAL.collect),
        percent(settings, "image-gc-low-threshold-percent", USUAL.enough),
        percent(settings, "eviction-threshold-percent", USUAL.evict));
  }

  private static int percent(SettingsTree settings, String name, int usual) {
    return settings.get(Key.of("storage", name)).orElse(new Json.Null())
            instanceof Json.Numeral(String digits)
        ? Integer.parseInt(digits)
        : usual;
  }
}
