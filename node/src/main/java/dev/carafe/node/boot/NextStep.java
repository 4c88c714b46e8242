package dev.carafe.node.boot;

/// What follows from the command line that the kernel was started with.
enum NextStep {
  /// Nothing: it is the one that is wanted.
  NONE,
  /// The next boot, whenever it is, has the one that is wanted.
  WAIT,
  /// The node reboots by itself.
  REBOOT,
  /// It has rebooted for it, and in vain.
  GIVE_UP;

  /// @param isTrue whether the kernel was started with what is wanted
  /// @param rebootToReconcile whether the node is to reboot otherwise
  /// @param rebooted whether it has done so for what is wanted now
  static NextStep decide(boolean isTrue, boolean rebootToReconcile, boolean rebooted) {
    if (isTrue) {
      return NONE;
    }
    if (!rebootToReconcile) {
      return WAIT;
    }
    return rebooted ? GIVE_UP : REBOOT;
  }
}
