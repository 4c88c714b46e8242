package dev.carafe.node.health;

import dev.carafe.node.status.FailedGate;
import dev.carafe.node.status.GateStatus;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All gates of a boot, by name, with how far each is.
record Gates(Map<String, Progress> all) {

  Gates {
    all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
  }

  static Gates none() {
    return new Gates(Map.of());
  }

  /// The same once these are wanted: those that are as they were are as far as they were.
  ///
  /// @param begun since when the deadlines of new ones run
  Gates want(List<Gate> wanted, Duration begun, Duration now) {
    Map<String, Progress> then = new LinkedHashMap<>();
    for (Gate gate : wanted) {
      Progress before = all.get(gate.name());
      then.put(
          gate.name(),
          before != null && before.gate().equals(gate)
              ? before
              : new Progress(gate, begun, now, GateState.first()));
    }
    return new Gates(then);
  }

  /// The same with a gate that is so far.
  Gates with(Progress progress) {
    Map<String, Progress> then = new LinkedHashMap<>(all);
    then.put(progress.gate().name(), progress);
    return new Gates(then);
  }

  /// Those to look at. Once a boot is good, what has passed is not looked at again.
  List<Progress> due(Duration now, boolean good) {
    return all.values().stream()
        .filter(progress -> progress.due().compareTo(now) <= 0)
        .filter(progress -> !(good && progress.hasPassed()))
        .toList();
  }

  /// When the next look is due; empty where none ever is.
  Optional<Duration> nextLook(boolean good) {
    return all.values().stream()
        .filter(progress -> !(good && progress.hasPassed()))
        .map(Progress::due)
        .min(Duration::compareTo);
  }

  /// Whether there are some and all have.
  boolean havePassed() {
    return !all.isEmpty() && all.values().stream().allMatch(Progress::hasPassed);
  }

  List<FailedGate> failed() {
    return all.values().stream().flatMap(progress -> progress.failure().stream()).toList();
  }

  List<GateStatus> status() {
    return all.values().stream().map(Progress::status).toList();
  }
}
