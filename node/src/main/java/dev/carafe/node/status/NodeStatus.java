package dev.carafe.node.status;

import dev.carafe.node.host.FailedUnit;
import dev.carafe.settings.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How the node does, at one moment.
///
/// @param readyAfter how long after the kernel's start the agent was ready; empty before
/// @param motd the user's greeting
/// @param problems in the user data
/// @param failedUnits of the system below the agent
/// @param pods by name
public record NodeStatus(
    Optional<Duration> readyAfter,
    Optional<String> motd,
    List<Problem> problems,
    List<FailedUnit> failedUnits,
    Map<String, PodStatus> pods) {

  /// The node in one word.
  public enum Verdict {
    STARTING,
    HEALTHY,
    DEGRADED
  }

  public NodeStatus {
    problems = List.copyOf(problems);
    failedUnits = List.copyOf(failedUnits);
    pods = new TreeMap<>(pods);
  }

  static NodeStatus starting() {
    return new NodeStatus(Optional.empty(), Optional.empty(), List.of(), List.of(), Map.of());
  }

  public Verdict verdict() {
    if (!problems.isEmpty()
        || !failedUnits.isEmpty()
        || pods.values().stream().anyMatch(PodStatus::hasFailed)) {
      return Verdict.DEGRADED;
    }
    boolean good = readyAfter.isPresent() && pods.values().stream().allMatch(PodStatus::isGood);
    return good ? Verdict.HEALTHY : Verdict.STARTING;
  }

  public NodeStatus readyAfter(Duration uptime) {
    return new NodeStatus(Optional.of(uptime), motd, problems, failedUnits, pods);
  }

  public NodeStatus with(Optional<String> greeting, List<Problem> found) {
    return new NodeStatus(readyAfter, greeting, found, failedUnits, pods);
  }

  public NodeStatus with(List<FailedUnit> failed) {
    return new NodeStatus(readyAfter, motd, problems, failed, pods);
  }

  public NodeStatus with(PodStatus pod) {
    Map<String, PodStatus> more = new TreeMap<>(pods);
    more.put(pod.name(), pod);
    return new NodeStatus(readyAfter, motd, problems, failedUnits, more);
  }
}
