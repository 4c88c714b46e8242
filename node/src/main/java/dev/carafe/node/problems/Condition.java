package dev.carafe.node.problems;

import java.time.Instant;

/// Whether something is wrong at the moment.
///
/// @param holds whether it is
/// @param since when it became so
/// @param reason in a word
/// @param message for a person
public record Condition(
    ConditionKind kind, boolean holds, Instant since, String reason, String message) {

  static Condition good(ConditionKind kind, Instant since) {
    return new Condition(kind, false, since, kind.goodReason(), kind.goodMessage());
  }
}
