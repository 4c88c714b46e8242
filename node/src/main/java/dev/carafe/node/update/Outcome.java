package dev.carafe.node.update;

import java.util.Optional;

/// How far an attempt came.
public enum Outcome {
  /// The system is on the disk, and not started next.
  STAGED("staged"),
  /// The machine starts it next, or runs it and has not judged it yet.
  ACTIVATED("activated"),
  /// It runs, and does so well.
  BLESSED("blessed"),
  /// The node has gone back from it.
  ROLLED_BACK("rolled-back"),
  /// It did not come onto the disk whole.
  FAILED("failed");

  private final String word;

  Outcome(String word) {
    this.word = word;
  }

  /// Whether it can still become another.
  boolean isOpen() {
    return this == STAGED || this == ACTIVATED;
  }

  /// The one of a word.
  static Optional<Outcome> of(String word) {
    for (Outcome outcome : values()) {
      if (outcome.word.equals(word)) {
        return Optional.of(outcome);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return word;
  }
}
