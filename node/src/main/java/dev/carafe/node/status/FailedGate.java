package dev.carafe.node.status;

import java.util.List;

/// A health gate that did not pass in time.
///
/// @param reason why it did not when it was looked at last
/// @param log what that had said last
public record FailedGate(String name, String reason, List<String> log) {

  public FailedGate {
    log = List.copyOf(log);
  }

  /// `gate NAME: reason`.
  @Override
  public String toString() {
    return "gate " + name + ": " + reason;
  }
}
