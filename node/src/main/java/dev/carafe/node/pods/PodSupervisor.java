package dev.carafe.node.pods;

import dev.carafe.node.HostCommand;
import dev.carafe.node.NodeException;
import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.cri.ContainerRuntime.Container;
import dev.carafe.node.cri.ContainerRuntime.ContainerSpec;
import dev.carafe.node.cri.ContainerRuntime.Sandbox;
import dev.carafe.node.cri.ContainerRuntime.SandboxSpec;
import dev.carafe.node.pods.Observed.Member;
import dev.carafe.node.pods.Observed.State;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/// Brings the runtime to the pods that are wanted, a step at a time. Our sandboxes carry labels, so
/// a new agent finds what an earlier one started and leaves it alone.
public final class PodSupervisor {
  private static final String POD = "dev.carafe.pod";
  private static final String FINGERPRINT = "dev.carafe.fingerprint";

  private final SortedMap<String, Pod> wanted;
  private final InstantSource clock;
  private final Executor pulls;
  private final Map<String, CompletableFuture<Void>> images = new ConcurrentHashMap<>();
  private final Map<String, String> errors = new ConcurrentHashMap<>();
  private final Map<String, String> addresses = new ConcurrentHashMap<>();
  private volatile List<Observed> last = List.of();
  private String published = "";

  /// @param pulls where images are pulled while sandboxes are made
  public PodSupervisor(SortedMap<String, Pod> wanted, InstantSource clock, Executor pulls) {
    this.wanted = new TreeMap<>(wanted);
    this.clock = clock;
    this.pulls = pulls;
  }

  /// Looks at what is, and takes the next steps. What fails is remembered and tried again next
  /// time.
  ///
  /// @return whether there was anything to do
  public boolean advance(ContainerRuntime runtime) {
    List<Observed> observed = observe(runtime);
    last = observed;
    List<Action> actions = PodPlan.decide(wanted, observed, clock.instant());
    for (Action action : actions) {
      String pod = pod(action);
      try {
        apply(runtime, action);
        errors.remove(pod);
      } catch (NodeException | CompletionException e) {
        errors.put(pod, message(e));
      }
    }
    publish(runtime);
    return !actions.isEmpty();
  }

  /// How each wanted pod is.
  public List<PodStatus> status() {
    List<PodStatus> status = new ArrayList<>();
    for (Pod pod : wanted.values()) {
      Optional<Observed> found =
          last.stream().filter(observed -> observed.pod().equals(pod.name())).findFirst();
      status.add(
          new PodStatus(
              pod.name(),
              pod.containers().stream().map(container -> status(container, found)).toList(),
              errors.getOrDefault(pod.name(), "")));
    }
    return status;
  }

  private static PodStatus.ContainerStatus status(
      Pod.Container container, Optional<Observed> found) {
    Optional<Member> member = found.flatMap(observed -> observed.member(container.name()));
    String state =
        switch (member.map(Member::state).orElse(new State.Created())) {
          case State.Created() -> "waiting";
          case State.Running() -> "running";
          case State.Ended(int code, _) -> "ended (" + code + ")";
        };
    return new PodStatus.ContainerStatus(
        container.name(), container.image(), state, member.map(Member::attempt).orElse(0));
  }

  private List<Observed> observe(ContainerRuntime runtime) {
    List<Container> containers = runtime.containers();
    List<Observed> observed = new ArrayList<>();
    for (Sandbox sandbox : runtime.sandboxes()) {
      String pod = sandbox.labels().get(POD);
      if (pod != null) {
        List<Member> members =
            containers.stream()
                .filter(container -> container.sandbox().equals(sandbox.id()))
                .map(container -> member(runtime, container))
                .toList();
        observed.add(
            new Observed(
                pod,
                sandbox.id(),
                sandbox.labels().getOrDefault(FINGERPRINT, ""),
                sandbox.ready(),
                members));
      }
    }
    return observed;
  }

  private static Member member(ContainerRuntime runtime, Container container) {
    State state =
        switch (container.state()) {
          case CREATED -> new State.Created();
          case RUNNING -> new State.Running();
          case EXITED, UNKNOWN -> {
            ContainerRuntime.End end = runtime.end(container.id());
            yield new State.Ended(end.exitCode(), end.at());
          }
        };
    return new Member(container.id(), container.name(), container.attempt(), state);
  }

  private void apply(ContainerRuntime runtime, Action action) {
    switch (action) {
      case Action.RemoveSandbox(_, String sandbox) -> runtime.removeSandbox(sandbox);
      case Action.RunSandbox(Pod pod) -> {
        for (Pod.Container container : pod.containers()) {
          var _ = image(runtime, container.image());
        }
        String sandbox = runtime.runSandbox(spec(pod));
        for (Pod.Container container : pod.containers()) {
          run(runtime, new Action.RunContainer(pod, container, sandbox, 0));
        }
      }
      case Action.StartContainer(String id) -> runtime.start(id);
      case Action.RunContainer run -> run(runtime, run);
      case Action.RestartContainer(Action.RunContainer run, String ended) -> {
        runtime.remove(ended);
        run(runtime, run);
      }
    }
  }

  private void run(ContainerRuntime runtime, Action.RunContainer run) {
    Pod.Container container = run.container();
    image(runtime, container.image()).join();
    String id =
        runtime.create(
            run.sandbox(),
            spec(run.pod()),
            new ContainerSpec(
                container.name(),
                run.attempt(),
                container.image(),
                container.command(),
                container.args(),
                container.env(),
                Map.of(POD, run.pod().name())));
    runtime.start(id);
  }

  /// The image while it is pulled. One that failed is pulled anew the next time.
  private CompletableFuture<Void> image(ContainerRuntime runtime, String image) {
    return images.compute(
        image,
        (_, running) ->
            running != null && !running.isCompletedExceptionally()
                ? running
                : CompletableFuture.runAsync(
                    () -> {
                      if (!runtime.hasImage(image)) {
                        runtime.pull(image);
                      }
                    },
                    pulls));
  }

  private void publish(ContainerRuntime runtime) {
    List<PublishedPorts.Publication> publications = new ArrayList<>();
    for (Observed found : observe(runtime)) {
      Pod pod = wanted.get(found.pod());
      if (pod == null || pod.hostNetwork() || !found.ready()) {
        continue;
      }
      String address =
          addresses.computeIfAbsent(
              found.sandbox(), sandbox -> runtime.address(sandbox).orElse(""));
      for (Pod.Container container : pod.containers()) {
        for (Pod.Port port : container.ports()) {
          if (port.hostPort() != 0 && !address.isEmpty()) {
            publications.add(
                new PublishedPorts.Publication(
                    port.protocol(), port.hostPort(), address, port.containerPort()));
          }
        }
      }
    }
    String rules = new PublishedPorts(publications).ruleSet();
    if (!rules.equals(published)) {
      HostCommand.of("/usr/sbin/nft", "-f", "-").run(rules);
      published = rules;
    }
  }

  private static SandboxSpec spec(Pod pod) {
    return new SandboxSpec(
        pod.name(),
        pod.name() + "-" + pod.fingerprint(),
        pod.hostNetwork(),
        Map.of(POD, pod.name(), FINGERPRINT, pod.fingerprint()));
  }

  private static String pod(Action action) {
    return switch (action) {
      case Action.RemoveSandbox(String pod, _) -> pod;
      case Action.RunSandbox(Pod pod) -> pod.name();
      case Action.StartContainer(String id) -> id;
      case Action.RunContainer run -> run.pod().name();
      case Action.RestartContainer(Action.RunContainer run, _) -> run.pod().name();
    };
  }

  private static String message(RuntimeException e) {
    Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
    return String.valueOf(cause.getMessage());
  }
}
