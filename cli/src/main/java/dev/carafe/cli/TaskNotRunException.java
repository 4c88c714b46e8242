package dev.carafe.cli;

/// A task did not get as far as to have an exit code. What it would have been is anybody's guess,
/// so the command's own is none that a task is likely to have.
final class TaskNotRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TaskNotRunException(Exception cause) {
    super(cause);
  }

  /// What came between.
  Exception reason() {
    return getCause() instanceof Exception exception ? exception : this;
  }
}
