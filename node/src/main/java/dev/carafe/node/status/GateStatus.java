package dev.carafe.node.status;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How far one health gate is.
///
/// @param asks what it asks, for a person
/// @param since when it began to pass, from the kernel's start on; empty where it does not
/// @param reason why it did not pass when it was looked at last; empty where it did, or was not
///   looked at yet
/// @param log what that has said last, where it has failed
public record GateStatus(
    String name,
    String asks,
    State state,
    Optional<Duration> since,
    Optional<String> reason,
    List<String> log) {

  /// A gate in one word.
  public enum State {
    /// It has not passed yet.
    WAITING,
    /// It passes, but not long enough.
    SETTLING,
    /// It has passed.
    PASSED,
    /// It did not in time.
    FAILED
  }

  public GateStatus {
    log = List.copyOf(log);
  }
}
