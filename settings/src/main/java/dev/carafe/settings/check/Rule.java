package dev.carafe.settings.check;

import dev.carafe.settings.model.SettingsTree;

/// What several settings have to agree on, beyond each being valid by itself.
@FunctionalInterface
public interface Rule {

  /// Looks at valid settings.
  ///
  /// @return them, without what breaks the rule
  SettingsTree check(SettingsTree settings, Complaints complaints);

  /// Takes what breaks a rule.
  @FunctionalInterface
  interface Complaints {

    /// Takes one.
    ///
    /// @param path a setting's key as text, with the indexes of lists
    void add(String path, String found, String instead);
  }
}
