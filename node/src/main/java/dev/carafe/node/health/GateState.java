package dev.carafe.node.health;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How far a gate is. Times are since the kernel's start.
///
/// ```
///             passes             for `settle`
///   Waiting -----------> Settling -----------> Passed
///      ^ |                  |  ^                 |
///      | |   does not pass  |  |                 |
///      +-|------------------+--|-----------------+
///        | ... from the        | passes
///        v     deadline on     |
///      Failed -----------------+
/// ```
sealed interface GateState {

  /// It has not passed yet.
  ///
  /// @param reason why not, once somebody has looked
  record Waiting(Optional<String> reason) implements GateState {}

  /// It passes, but not long enough.
  record Settling(Duration since) implements GateState {}

  /// It has passed, and still does.
  record Passed(Duration since) implements GateState {}

  /// It did not pass in time. It may still do so.
  ///
  /// @param log what that has said last
  record Failed(String reason, List<String> log) implements GateState {
    public Failed {
      log = List.copyOf(log);
    }
  }

  /// Of a gate that nobody has looked at.
  static GateState first() {
    return new Waiting(Optional.empty());
  }

  /// What follows from a look.
  ///
  /// @param fault why it does not pass; empty where it does
  /// @param begun since when its deadline runs
  default GateState after(Optional<String> fault, Gate gate, Duration begun, Duration now) {
    if (fault.isPresent()) {
      return now.minus(begun).compareTo(gate.deadline()) < 0
          ? new Waiting(fault)
          : new Failed(fault.get(), earlierLog());
    }
    Duration since =
        switch (this) {
          case Settling(Duration before) -> before;
          case Passed(Duration before) -> before;
          case Waiting _, Failed _ -> now;
        };
    return now.minus(since).compareTo(gate.settle()) < 0 ? new Settling(since) : new Passed(since);
  }

  private List<String> earlierLog() {
    return this instanceof Failed(String _, List<String> log) ? log : List.of();
  }
}
