package dev.carafe.node.configuration;

import dev.carafe.settings.model.SettingsTree;

/// What the agent itself does when the settings of a service have changed.
@FunctionalInterface
public interface Reaction {

  /// Makes the settings true. Called by one thread at a time.
  ///
  /// @param settings all of them, with defaults
  /// @throws dev.carafe.node.NodeException where it could not
  void apply(SettingsTree settings);
}
