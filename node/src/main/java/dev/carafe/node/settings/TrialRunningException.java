package dev.carafe.node.settings;

/// A change is on trial: what is committed meanwhile would be taken back with it.
public final class TrialRunningException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrialRunningException(Trial.Pending trial) {
    super(
        "a change is on trial, which goes back to generation "
            + trial.generation()
            + " in "
            + trial.left().toSeconds()
            + " s; confirm it or roll back first",
        null,
        false,
        false);
  }
}
