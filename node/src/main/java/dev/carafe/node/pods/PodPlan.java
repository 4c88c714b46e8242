package dev.carafe.node.pods;

import dev.carafe.node.pods.Action.RemoveSandbox;
import dev.carafe.node.pods.Action.RestartContainer;
import dev.carafe.node.pods.Action.RunContainer;
import dev.carafe.node.pods.Action.RunSandbox;
import dev.carafe.node.pods.Action.StartContainer;
import dev.carafe.node.pods.Observed.Member;
import dev.carafe.node.pods.Observed.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides what to do next; does nothing itself.
public final class PodPlan {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private PodPlan() {}

  /// The steps from what is to what is wanted. Waiting is the absence of a step.
  public static List<Action> decide(
      Map<String, Pod> wanted, Collection<Observed> observed, Instant now) {
    List<Action> actions = new ArrayList<>();
    for (Observed found : observed) {
      Pod pod = wanted.get(found.pod());
      if (pod == null || !found.ready() || !found.fingerprint().equals(pod.fingerprint())) {
        actions.add(new RemoveSandbox(found.pod(), found.sandbox()));
      }
    }
    for (Pod pod : wanted.values()) {
      Optional<Observed> standing =
          observed.stream()
              .filter(found -> found.pod().equals(pod.name()) && found.ready())
              .filter(found -> found.fingerprint().equals(pod.fingerprint()))
              .findFirst();
      if (standing.isEmpty()) {
        actions.add(new RunSandbox(pod));
      } else {
        pod.containers()
            .forEach(
                container -> next(pod, container, standing.get(), now).ifPresent(actions::add));
      }
    }
    return actions;
  }

  private static Optional<Action> next(
      Pod pod, Pod.Container container, Observed standing, Instant now) {
    Optional<Member> member = standing.member(container.name());
    if (member.isEmpty()) {
      return Optional.of(new RunContainer(pod, container, standing.sandbox(), 0));
    }
    Member last = member.get();
    return switch (last.state()) {
      case State.Created() -> Optional.of(new StartContainer(last.id()));
      case State.Running() -> Optional.empty();
      case State.Ended(int exitCode, Instant at) ->
          again(pod, exitCode) && !now.isBefore(at.plus(wait(last.attempt())))
              ? Optional.of(
                  new RestartContainer(
                      new RunContainer(pod, container, standing.sandbox(), last.attempt() + 1),
                      last.id()))
              : Optional.empty();
    };
  }

  private static boolean again(Pod pod, int exitCode) {
    return switch (pod.restartPolicy()) {
      case ALWAYS -> true;
      case ON_FAILURE -> exitCode != 0;
      case NEVER -> false;
    };
  }

  /// How long a container that has ended so many times stays down: twice as long each time.
  static Duration wait(int attempt) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempt, 20));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }
}
