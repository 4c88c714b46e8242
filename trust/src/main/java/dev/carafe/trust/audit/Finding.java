package dev.carafe.trust.audit;

import dev.carafe.settings.Position;

/// Something that is wrong with a log, and at which line.
public record Finding(Kind kind, Position position, String words) {

  /// What may have been done to the log.
  public enum Kind {
    /// A line is no entry.
    UNREADABLE,
    /// The last line has no end.
    INCOMPLETE,
    /// A line is not the one that the next line, or the head, knows.
    CHANGED,
    /// Lines are missing before this one.
    REMOVED,
    /// A line stands behind a later one.
    REORDERED,
    /// The log ends before the head.
    CUT_OFF
  }

  @Override
  public String toString() {
    return position.source() + ":" + position.line() + ": " + words;
  }
}
