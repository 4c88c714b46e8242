package dev.carafe.node.status;

import dev.carafe.node.host.FailedUnit;
import dev.carafe.settings.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How the node does, at one moment.
///
/// @param readyAfter how long after the kernel's start the agent was ready; empty before
/// @param motd the user's greeting
/// @param problemsOf by what they are with: the user data, the configuration
/// @param failedUnits of the system below the agent
/// @param pods by name
/// @param remote how it is reached from elsewhere, if it is
/// @param boot how this boot does; empty until somebody has looked
public record NodeStatus(
    Optional<Duration> readyAfter,
    Optional<String> motd,
    Map<String, List<Problem>> problemsOf,
    List<FailedUnit> failedUnits,
    Map<String, PodStatus> pods,
    Optional<RemoteAccess> remote,
    Optional<BootStatus> boot) {

  /// The node in one word.
  public enum Verdict {
    STARTING,
    HEALTHY,
    DEGRADED
  }

  public NodeStatus {
    problemsOf = new TreeMap<>(problemsOf);
    failedUnits = List.copyOf(failedUnits);
    pods = new TreeMap<>(pods);
  }

  static NodeStatus starting() {
    return new NodeStatus(
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  public List<Problem> problems() {
    List<Problem> all = new ArrayList<>();
    problemsOf.values().forEach(all::addAll);
    return all;
  }

  public Verdict verdict() {
    if (!problems().isEmpty()
        || !failedUnits.isEmpty()
        || pods.values().stream().anyMatch(PodStatus::hasFailed)) {
      return Verdict.DEGRADED;
    }
    boolean good = readyAfter.isPresent() && pods.values().stream().allMatch(PodStatus::isGood);
    return good ? Verdict.HEALTHY : Verdict.STARTING;
  }

  public NodeStatus readyAfter(Duration uptime) {
    return new NodeStatus(Optional.of(uptime), motd, problemsOf, failedUnits, pods, remote, boot);
  }

  public NodeStatus withMotd(Optional<String> greeting) {
    return new NodeStatus(readyAfter, greeting, problemsOf, failedUnits, pods, remote, boot);
  }

  /// The same with these problems of one thing, in the place of those it had.
  public NodeStatus withProblems(String of, List<Problem> found) {
    Map<String, List<Problem>> all = new TreeMap<>(problemsOf);
    all.put(of, List.copyOf(found));
    return new NodeStatus(readyAfter, motd, all, failedUnits, pods, remote, boot);
  }

  public NodeStatus with(List<FailedUnit> failed) {
    return new NodeStatus(readyAfter, motd, problemsOf, failed, pods, remote, boot);
  }

  /// The same with a pod that does so; this very one where nothing is new.
  public NodeStatus with(PodStatus pod) {
    if (pod.equals(pods.get(pod.name()))) {
      return this;
    }
    Map<String, PodStatus> more = new TreeMap<>(pods);
    more.put(pod.name(), pod);
    return new NodeStatus(readyAfter, motd, problemsOf, failedUnits, more, remote, boot);
  }

  public NodeStatus withoutPod(String name) {
    Map<String, PodStatus> fewer = new TreeMap<>(pods);
    fewer.remove(name);
    return new NodeStatus(readyAfter, motd, problemsOf, failedUnits, fewer, remote, boot);
  }

  public NodeStatus with(Optional<RemoteAccess> access) {
    return new NodeStatus(readyAfter, motd, problemsOf, failedUnits, pods, access, boot);
  }

  /// The same with a boot that does so; this very one where nothing is new.
  public NodeStatus with(BootStatus how) {
    return boot.equals(Optional.of(how))
        ? this
        : new NodeStatus(readyAfter, motd, problemsOf, failedUnits, pods, remote, Optional.of(how));
  }
}
