package dev.carafe.node.pods;

import dev.carafe.node.cri.RuntimeContainer;
import dev.carafe.node.cri.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What is to be done now for one pod; empty when there is nothing to do but to look again.
///
/// Deciding is pure: what a pod needs follows from what is wanted, what is there, what has failed,
/// and the time.
///
/// ```
///             no good sandbox              image missing         image there, sandbox good
/// sandbox:  [RunSandbox] -> ready   image: [PullImage] -> there   container: [RunContainer] -> running
/// had to go -> [Evict]
/// not ready or another spec -> [RemoveSandbox]          another spec, or unwell -> [StopContainer]
///                                                       exited -> (policy, wait) -> [RunContainer]
/// ```
///
/// Containers run when those of the pod's beginning have ended well, one after the other. Without
/// its disks a pod does not run: where one goes, what has files of it open ends.
public record Plan(List<Action> actions) {
  /// The subject of the failure of a pod that had to go.
  static final String EVICTION = "eviction";

  private static final Duration FIRST_RESTART_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_RESTART_WAIT = Duration.ofMinutes(5);

  /// A container that ran this long is restarted at once, as often as it was restarted before.
  private static final Duration STEADY = Duration.ofMinutes(10);

  public Plan {
    actions = List.copyOf(actions);
  }

  /// Decides.
  ///
  /// @param spec the text of `wanted`, which a good sandbox carries
  public static Plan decide(
      Pod wanted, String spec, Observation observed, Failures failures, Instant now) {
    if (!wanted.missing().isEmpty()) {
      return new Plan(List.of());
    }
    boolean exiled = failures.postpone(EVICTION, now);
    List<Action> actions = exiled ? evictions(observed) : removals(spec, observed);
    if (actions.isEmpty() && !exiled) {
      // Pulls first: they go on while the sandbox is made.
      actions.addAll(pulls(wanted, observed));
      Optional<Sandbox> kept = observed.kept(spec);
      if (kept.isEmpty() && observed.absentDisks().isEmpty()) {
        actions.add(new Action.RunSandbox());
      }
      kept.ifPresent(sandbox -> actions.addAll(inSandbox(wanted, sandbox, observed, now)));
    }
    actions.removeIf(action -> failures.postpone(action.subject(), now));
    return new Plan(actions);
  }

  /// When an ended container is to be started again; empty for never.
  ///
  /// After the first end and after a steady run at once, then after 10, 20, 40 seconds and so on up
  /// to five minutes.
  static Optional<Instant> restartAt(RestartPolicy policy, RuntimeContainer.Exited exited) {
    boolean wanted =
        switch (policy) {
          case ALWAYS -> true;
          case ON_FAILURE -> exited.exitCode() != 0;
          case NEVER -> false;
        };
    return wanted ? Optional.of(exited.finishedAt().plus(restartWait(exited))) : Optional.empty();
  }

  private static Duration restartWait(RuntimeContainer.Exited exited) {
    boolean steady =
        Duration.between(exited.startedAt(), exited.finishedAt()).compareTo(STEADY) >= 0;
    if (exited.attempt() == 0 || steady) {
      return Duration.ZERO;
    }
    Duration wait = FIRST_RESTART_WAIT.multipliedBy(1L << Math.min(exited.attempt() - 1, 10));
    return wait.compareTo(LONGEST_RESTART_WAIT) < 0 ? wait : LONGEST_RESTART_WAIT;
  }

  private static List<Action> evictions(Observation observed) {
    return observed.sandboxes().stream()
        .<Action>map(sandbox -> new Action.Evict(sandbox.id()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static List<Action> removals(String spec, Observation observed) {
    Optional<Sandbox> kept = observed.kept(spec);
    return observed.sandboxes().stream()
        .filter(sandbox -> !Optional.of(sandbox).equals(kept))
        .<Action>map(sandbox -> new Action.RemoveSandbox(sandbox.id()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static List<Action> pulls(Pod wanted, Observation observed) {
    return wanted.allContainers().stream()
        .filter(container -> container.pullPolicy() != PullPolicy.NEVER)
        .map(Container::image)
        .filter(image -> !observed.images().contains(image) && !observed.pulling().contains(image))
        .distinct()
        .<Action>map(Action.PullImage::new)
        .toList();
  }

  private static List<Action> inSandbox(
      Pod wanted, Sandbox sandbox, Observation observed, Instant at) {
    List<Action> actions = new ArrayList<>();
    if (!observed.published().equals(Optional.of(sandbox.id()))) {
      actions.add(new Action.PublishPorts(sandbox.id()));
    }
    Optional<Container> first = initial(wanted, observed);
    List<Container> now = first.map(List::of).orElse(wanted.containers());
    RestartPolicy policy = first.isPresent() ? initPolicy(wanted) : wanted.restartPolicy();
    for (Container container : now) {
      if (observed.images().contains(container.image())) {
        forContainer(policy, container, sandbox, observed, at).ifPresent(actions::add);
      }
    }
    wanted.allContainers().forEach(container -> actions.addAll(leftovers(container, observed)));
    actions.addAll(strangers(wanted, observed));
    return actions;
  }

  /// The container that must end well before anything else may run. Once another has begun, all
  /// have.
  private static Optional<Container> initial(Pod wanted, Observation observed) {
    boolean begun =
        wanted.containers().stream().anyMatch(c -> observed.newest(c.name()).isPresent());
    return begun
        ? Optional.empty()
        : wanted.initContainers().stream()
            .filter(container -> !hasEndedWell(observed.newest(container.name())))
            .findFirst();
  }

  private static boolean hasEndedWell(Optional<RuntimeContainer> newest) {
    return newest.isPresent()
        && newest.get() instanceof RuntimeContainer.Exited exited
        && exited.exitCode() == 0;
  }

  /// One that has ended well is never wanted again.
  static RestartPolicy initPolicy(Pod pod) {
    return pod.restartPolicy() == RestartPolicy.NEVER
        ? RestartPolicy.NEVER
        : RestartPolicy.ON_FAILURE;
  }

  private static Optional<Action> forContainer(
      RestartPolicy policy,
      Container container,
      Sandbox sandbox,
      Observation observed,
      Instant now) {
    Optional<RuntimeContainer> newest = observed.newest(container.name());
    if (newest.isEmpty()) {
      return Optional.of(new Action.RunContainer(sandbox.id(), container, 0));
    }
    Action again = new Action.RunContainer(sandbox.id(), container, newest.get().attempt() + 1);
    boolean other = !newest.get().spec().equals(SpecText.of(container));
    return switch (newest.get()) {
      case RuntimeContainer.Created created ->
          Optional.of(other ? again : new Action.StartContainer(created.name(), created.id()));
      case RuntimeContainer.Running running ->
          (other ? Optional.of("it is to be another") : observed.fault(running))
              .map(why -> new Action.StopContainer(running.name(), running.id(), why));
      case RuntimeContainer.Exited exited ->
          other
              ? Optional.of(again)
              : restartAt(policy, exited).filter(at -> !now.isBefore(at)).map(_ -> again);
      case RuntimeContainer.Lost _ -> Optional.of(again);
    };
  }

  private static List<Action> leftovers(Container container, Observation observed) {
    int newest = observed.newest(container.name()).map(RuntimeContainer::attempt).orElse(0);
    return observed.containers().stream()
        .filter(old -> old.name().equals(container.name()) && old.attempt() < newest)
        .<Action>map(old -> new Action.RemoveContainer(old.name(), old.id()))
        .toList();
  }

  /// Containers that the pod does not have any more.
  private static List<Action> strangers(Pod wanted, Observation observed) {
    Set<String> names =
        wanted.allContainers().stream().map(Container::name).collect(Collectors.toSet());
    return observed.containers().stream()
        .filter(found -> !names.contains(found.name()))
        .<Action>map(found ->
            found instanceof RuntimeContainer.Running
                ? new Action.StopContainer(found.name(), found.id(), "nobody wants it any more")
                : new Action.RemoveContainer(found.name(), found.id()))
        .toList();
  }
}
