package dev.carafe.disk.delta;

import dev.carafe.disk.DiskException;

/// The head of a delta is none, or says what cannot be.
public final class BadDeltaException extends DiskException {
  private static final long serialVersionUID = 1L;

  /// @param at which byte of the head the wrong part begins at
  /// @param part of the head
  BadDeltaException(int at, String part, String why) {
    super("could not read the delta: %s at byte %d: %s".formatted(part, at, why));
  }
}
