package dev.carafe.settings.generation;

import dev.carafe.settings.model.SettingsTree;
import java.time.Instant;

/// The settings as they were committed once; never changed afterwards.
///
/// @param number from 1, each commit's higher than every one before it; 0 before the first commit
/// @param time when it was committed, by the node's clock, which may have been wrong
/// @param author who committed it, as the API knows callers
/// @param note what it was for: the transaction, or which generation was rolled back to
/// @param settings what was set, without defaults
public record Generation(
    long number, Instant time, String author, String note, SettingsTree settings) {

  /// Of a node on which nothing was ever committed.
  public static Generation first() {
    return new Generation(0, Instant.EPOCH, "", "", SettingsTree.empty());
  }
}
