package dev.carafe.node.problems;

/// When something begins to be wrong, and when it ends: not at the same value, or it would go back
/// and forth.
///
/// @param begins at this share or below
/// @param ends at this share or above
record Hysteresis(double begins, double ends) {

  Hysteresis {
    if (begins >= ends) {
      throw new IllegalArgumentException(begins + " is not below " + ends);
    }
  }

  /// Whether it is wrong now.
  boolean isWrong(boolean wasWrong, double share) {
    return wasWrong ? share < ends : share <= begins;
  }
}
