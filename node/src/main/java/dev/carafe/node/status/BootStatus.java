package dev.carafe.node.status;

import java.util.List;
import java.util.Optional;

/// Whether this boot is a good one, and what else the boot loader could start.
///
/// @param onTrial whether the boot loader goes back to another entry unless this boot proves itself
/// @param entries of the boot loader
/// @param failedTrial the last boot that was given up, where this is not another try of it
public record BootStatus(
    State state,
    boolean onTrial,
    List<Entry> entries,
    List<GateStatus> gates,
    Optional<FailedTrial> failedTrial) {

  /// A boot in one word.
  public enum State {
    /// Not all gates have passed yet.
    CHECKING,
    /// All have, at the same time.
    GOOD,
    /// One has not in time.
    FAILED
  }

  /// An entry of the boot loader.
  ///
  /// @param file in `EFI/Linux` on the EFI system partition
  /// @param tries that are left and done; empty where it is not counted any more
  /// @param booted whether this system was started from it
  public record Entry(String file, Optional<Tries> tries, boolean booted) {}

  /// How often the boot loader may still try an entry, and has tried it.
  public record Tries(int left, int done) {}

  public BootStatus {
    entries = List.copyOf(entries);
    gates = List.copyOf(gates);
  }
}
