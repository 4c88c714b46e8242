package dev.carafe.node.health;

import dev.carafe.node.status.FailedGate;
import dev.carafe.node.status.GateStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One gate and how far it is. Times are since the kernel's start.
///
/// @param begun since when its deadline runs
/// @param due when it is to be looked at again
record Progress(Gate gate, Duration begun, Duration due, GateState state) {
  /// What has failed needs a person before it passes: one need not look so often.
  private static final Duration SLOWEST = Duration.ofMinutes(1);

  /// The same after a look.
  Progress after(Optional<String> fault, Duration now) {
    GateState next = state.after(fault, gate, begun, now);
    Duration pause = gate.interval();
    if (next instanceof GateState.Failed && pause.compareTo(SLOWEST) < 0) {
      pause = SLOWEST;
    }
    return new Progress(gate, begun, now.plus(pause), next);
  }

  /// The same with what has been said last, where it has failed.
  Progress with(List<String> log) {
    return state instanceof GateState.Failed(String reason, List<String> _)
        ? new Progress(gate, begun, due, new GateState.Failed(reason, log))
        : this;
  }

  boolean hasPassed() {
    return state instanceof GateState.Passed;
  }

  Optional<FailedGate> failure() {
    return state instanceof GateState.Failed(String reason, List<String> log)
        ? Optional.of(new FailedGate(gate.name(), reason, log))
        : Optional.empty();
  }

  GateStatus status() {
    return switch (state) {
      case GateState.Waiting(Optional<String> reason) ->
          status(GateStatus.State.WAITING, Optional.empty(), reason, List.of());
      case GateState.Settling(Duration since) ->
          status(GateStatus.State.SETTLING, Optional.of(since), Optional.empty(), List.of());
      case GateState.Passed(Duration since) ->
          status(GateStatus.State.PASSED, Optional.of(since), Optional.empty(), List.of());
      case GateState.Failed(String reason, List<String> log) ->
          status(GateStatus.State.FAILED, Optional.empty(), Optional.of(reason), log);
    };
  }

  private GateStatus status(
      GateStatus.State word, Optional<Duration> since, Optional<String> reason, List<String> log) {
    return new GateStatus(gate.name(), gate.check().text(), word, since, reason, log);
  }
}
