package dev.carafe.node.status;

import dev.carafe.node.host.FailedUnit;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.node.host.SystemManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Puts the system's failed units on the board.
///
/// It asks now and then, by a program that takes 10 ms of a processor: systemd tells of changes
/// only through D-Bus, and who waits for a failed unit waits longer than that anyway. The first
/// look comes when the pods have had time to start, as they need both processors.
public final class UnitWatch {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(20);

  private final SystemManager system;
  private final StatusBoard board;
  private final Journal journal;
  private Optional<String> lastError = Optional.empty();

  public UnitWatch(SystemManager system, StatusBoard board, Journal journal) {
    this.system = system;
    this.board = board;
    this.journal = journal;
  }

  /// Watches until the thread is interrupted.
  public void run() {
    try {
      while (true) {
        Thread.sleep(BETWEEN_LOOKS);
        look();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  void look() {
    try {
      List<FailedUnit> failed = system.failedUnits();
      if (!failed.equals(board.status().failedUnits())) {
        failed.forEach(unit -> journal.warning(unit.name() + " has failed: " + unit.result()));
        board.update(status -> status.with(failed));
      }
      lastError = Optional.empty();
    } catch (ProgramFailedException e) {
      say(String.valueOf(e.getMessage()));
    }
  }

  private void say(String error) {
    if (!lastError.equals(Optional.of(error))) {
      journal.warning(error);
      lastError = Optional.of(error);
    }
  }
}
