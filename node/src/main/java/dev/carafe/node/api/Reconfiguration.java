package dev.carafe.node.api;

import dev.carafe.node.configuration.Preview;
import dev.carafe.node.settings.Commit;
import dev.carafe.settings.model.SettingsTree;
import java.util.List;

/// Lets settings take effect.
public interface Reconfiguration {

  /// Renders the files of services and restarts what reads them.
  void apply(List<String> services);

  /// What [#apply] would do.
  ///
  /// @param settings with defaults
  Preview preview(SettingsTree settings, List<String> services);

  /// Lets who watches know of a commit.
  void committed(Commit commit, String author);
}
