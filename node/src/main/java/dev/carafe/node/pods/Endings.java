package dev.carafe.node.pods;

import dev.carafe.node.cri.RuntimeContainer;
import dev.carafe.node.host.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells the journal of a pod's containers that have ended: each end once, when it is decided what
/// follows from it. For one thread.
final class Endings {
  private final Pod pod;
  private final Journal journal;

  /// The ids of those that were told of, as long as the runtime has them.
  private final Set<String> told = new HashSet<>();

  Endings(Pod pod, Journal journal) {
    this.pod = pod;
    this.journal = journal;
  }

  /// Tells of those that are new.
  ///
  /// @param actions what was decided
  /// @param now when it was
  void tell(Observation observed, List<Action> actions, Instant now) {
    Set<String> there = new HashSet<>();
    for (RuntimeContainer container : observed.containers()) {
      if (container instanceof RuntimeContainer.Exited exited) {
        there.add(exited.id());
        if (told.add(exited.id())) {
          tell(exited, actions, now);
        }
      }
    }
    told.retainAll(there);
  }

  private void tell(RuntimeContainer.Exited exited, List<Action> actions, Instant now) {
    long ago = Duration.between(exited.finishedAt(), now).toMillis();
    journal.info(
        "pod "
            + pod.name()
            + ": container "
            + exited.name()
            + " has ended with "
            + exited.exitCode()
            + ", "
            + exited.reason()
            + ", "
            + ago
            + " ms ago; next start: "
            + again(exited, actions));
  }

  private String again(RuntimeContainer.Exited exited, List<Action> actions) {
    for (Action action : actions) {
      if (action instanceof Action.RunContainer(String _, Container container, int _)
          && container.name().equals(exited.name())) {
        return "now";
      }
    }
    for (Container container : pod.allContainers()) {
      if (container.name().equals(exited.name())) {
        Optional<Instant> at = Plan.restartAt(PodView.policy(pod, container), exited);
        return at.isPresent() ? "at " + at.get() : "never";
      }
    }
    return "never";
  }
}
