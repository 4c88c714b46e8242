package dev.carafe.settings.schema;

import dev.carafe.settings.model.SettingsTree;

/// A change of how a setting is called or written, declared by the component that made it.
///
/// Settings are stored in the shape that the first release gave them. Each release walks from there
/// to its own, [#forward], and back when it stores, [#backward]; so a release that knows nothing of
/// a later change still reads what a later release has stored. Both leave alone what is not in the
/// shape they start from, so walking twice changes nothing.
public sealed interface Reshaping permits Rename, TableToList, OneToList, Reword {

  /// The tree in the shape after the change.
  SettingsTree forward(SettingsTree tree);

  /// The tree in the shape before the change.
  SettingsTree backward(SettingsTree tree);

  /// Where what is at `path` after the change was written before it. Paths are keys with indexes.
  default String before(String path) {
    return path;
  }
}
