package dev.carafe.cli.soak;

import java.util.List;
import java.util.Optional;

/// What a node says of its settings after a boot.
///
/// @param message `settings.motd`
/// @param generations the numbers of the generations that it can show, the newest first
record SettingsState(Optional<String> message, List<Long> generations) {
  private static final String COMMIT = "commit ";

  SettingsState {
    generations = List.copyOf(generations);
  }

  /// The message that a commit sets.
  static String message(long commit) {
    return COMMIT + commit;
  }

  /// The number of the commit that the message is of.
  Optional<Long> commit() {
    return message
        .filter(text -> text.matches(COMMIT + "[0-9]{1,18}"))
        .map(text -> Long.parseLong(text.substring(COMMIT.length())));
  }

  /// Whether no generation between the oldest and the newest is missing.
  boolean isWhole() {
    for (int i = 1; i < generations.size(); i++) {
      if (generations.get(i) != generations.get(i - 1) - 1) {
        return false;
      }
    }
    return !generations.isEmpty();
  }
}
