package dev.carafe.node.recorder;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// Which entries are asked for.
///
/// @param boot 0 for this one, -1 for the one before that was recorded
/// @param since only what was recorded then or later, by the wall clock
/// @param before only what was recorded so long before the boot's last entry, or later
/// @param last only the last so many
public record EntryQuery(
    int boot,
    Optional<Instant> since,
    Optional<Duration> before,
    Optional<EntryKind> kind,
    OptionalInt last) {

  /// All of a boot, or the last so many.
  public static EntryQuery ofBoot(int boot, OptionalInt last) {
    return new EntryQuery(boot, Optional.empty(), Optional.empty(), Optional.empty(), last);
  }
}
