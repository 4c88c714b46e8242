package dev.carafe.node.pods;

import dev.carafe.node.NodeException;
import dev.carafe.node.cri.ContainerConfig;
import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.cri.Mount;
import dev.carafe.node.cri.RuntimeContainer;
import dev.carafe.node.cri.Sandbox;
import dev.carafe.node.cri.SandboxConfig;
import dev.carafe.node.disks.MountedDisks;
import dev.carafe.node.grpc.BrokenStreamException;
import dev.carafe.node.grpc.CallFailedException;
import dev.carafe.node.host.Journal;
import dev.carafe.node.status.StatusBoard;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Keeps one pod as it is wanted: looks, decides ([Plan]), acts, and looks again. For one thread.
///
/// Nothing of the pod depends on the keeper's life: a new one finds the sandbox by the
/// specification kept with it.
final class PodKeeper {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /// For a pod that rests, where the runtime tells of what ends it.
  private static final Duration RESTING = Duration.ofSeconds(10);

  private static final Duration BEFORE_RECONNECT = Duration.ofMillis(500);
  private static final Duration EXILE = Duration.ofMinutes(1);

  private final Pod pod;
  private final String spec;
  private final Path socket;
  private final PodVolumes volumes;
  private final PublishedPorts ports;
  private final MountedDisks disks;
  private final StatusBoard board;
  private final Journal journal;
  private final InstantSource clock;
  private final BooleanSupplier told;
  private final Endings endings;

  private final Semaphore wakeUps = new Semaphore(0);
  private final PodImages images;

  /// By the ids of running containers; of the keeper's thread.
  private final Map<String, Asking> asked = new HashMap<>();

  private Failures failures = Failures.none();

  /// The id of the pod's sandbox, where it has one and no other.
  private Optional<String> only = Optional.empty();

  private Optional<String> published = Optional.empty();
  private Optional<String> address = Optional.empty();

  /// @param told whether the runtime tells of changes just now, by [#wake()]
  PodKeeper(
      Pod pod,
      Path socket,
      Supplier<Registries> registries,
      PodVolumes volumes,
      PublishedPorts ports,
      MountedDisks disks,
      StatusBoard board,
      Journal journal,
      InstantSource clock,
      BooleanSupplier told) {
    this.pod = pod;
    this.spec = SpecText.of(pod);
    this.socket = socket;
    this.volumes = volumes;
    this.ports = ports;
    this.disks = disks;
    this.board = board;
    this.journal = journal;
    this.clock = clock;
    this.told = told;
    this.endings = new Endings(pod, journal);
    this.images = new PodImages(pod, socket, registries, journal, new Pulls());
    publish(Observation.nothing());
  }

  /// Keeps the pod until the thread is interrupted; a runtime that goes away is waited for.
  void keep() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        keepConnected();
        Thread.sleep(BEFORE_RECONNECT);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      asked.values().forEach(Asking::close);
    }
  }

  /// Keeps the pod until the runtime goes away, or the thread is interrupted.
  private void keepConnected() throws InterruptedException {
    try (ContainerRuntime runtime = ContainerRuntime.connect(socket)) {
      while (true) {
        step(runtime);
      }
    } catch (NodeException | UncheckedIOException e) {
      if (!Thread.currentThread().isInterrupted()) {
        fail("runtime", String.valueOf(e.getMessage()));
        publish(Observation.nothing());
      }
    }
  }

  private void step(ContainerRuntime runtime) throws InterruptedException {
    Observation observed = observe(runtime);
    succeed("runtime");
    publish(observed);
    endExile();
    Instant now = clock.instant();
    List<Action> actions = Plan.decide(pod, spec, observed, failures, now).actions();
    endings.tell(observed, actions, now);
    actions.forEach(action -> apply(runtime, action));
    if (actions.isEmpty()) {
      awaitNextLook(told.getAsBoolean() && rests(observed) ? RESTING : BETWEEN_LOOKS);
    }
  }

  /// Something has changed: the next look comes at once.
  void wake() {
    wakeUps.release();
  }

  private void awaitNextLook(Duration atMost) throws InterruptedException {
    if (wakeUps.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      wakeUps.drainPermits();
    }
  }

  /// Whether nothing is to come but what somebody tells of: all that is to run does so, and no step
  /// is to be tried again.
  private synchronized boolean rests(Observation observed) {
    return failures.bySubject().isEmpty()
        && images.pulling().isEmpty()
        && observed.containers().stream().filter(RuntimeContainer.Running.class::isInstance).count()
            == pod.containers().size();
  }

  private Observation observe(ContainerRuntime runtime) {
    List<Sandbox> sandboxes = sandboxes(runtime);
    List<RuntimeContainer> containers =
        sandboxes.stream()
            .filter(sandbox -> Observation.isGood(sandbox, spec))
            .findFirst()
            .map(sandbox -> runtime.containers(sandbox.id()))
            .orElse(List.of());
    images.look(runtime, containers);
    ask(containers);
    Map<String, Health> health = new HashMap<>();
    asked.forEach((id, asking) -> health.put(id, asking.health()));
    List<String> absent = absentDisks();
    return new Observation(
        sandboxes, containers, images.present(), images.pulling(), published, health, absent);
  }

  private List<String> absentDisks() {
    List<String> absent = new ArrayList<>();
    for (String disk : pod.disks()) {
      if (!disks.has(disk)) {
        absent.add(disk);
      }
    }
    return absent;
  }

  /// The pod's sandboxes. Nobody else makes any, so one that is the only one is looked for by its
  /// id: a node with many pods would have to list all of them for each.
  private List<Sandbox> sandboxes(ContainerRuntime runtime) {
    List<Sandbox> found = only.isPresent() ? own(runtime.sandboxes(only.get())) : List.of();
    if (found.isEmpty()) {
      found = own(runtime.sandboxes());
    }
    only = found.size() == 1 ? Optional.of(found.getFirst().id()) : Optional.empty();
    return found;
  }

  private List<Sandbox> own(List<Sandbox> all) {
    return all.stream().filter(sandbox -> sandbox.pod().equals(pod.name())).toList();
  }

  /// Asks those that run, and nobody else any more. Where they are is known once their ports are
  /// published.
  private void ask(List<RuntimeContainer> containers) {
    Set<String> running = new HashSet<>();
    for (RuntimeContainer found : containers) {
      if (found instanceof RuntimeContainer.Running && published.isPresent()) {
        running.add(found.id());
        probes(found.name())
            .ifPresent(probes ->
                asked.computeIfAbsent(found.id(), id -> new Asking(probes, asker(id), this::wake)));
      }
    }
    asked
        .entrySet()
        .removeIf(entry -> {
          boolean ended = !running.contains(entry.getKey());
          if (ended) {
            entry.getValue().close();
          }
          return ended;
        });
  }

  private Optional<Probes> probes(String container) {
    return pod.containers().stream()
        .filter(wanted -> wanted.name().equals(container))
        .map(Container::probes)
        .filter(probes -> !probes.isEmpty())
        .findFirst();
  }

  private Asker asker(String container) {
    return new Asker(socket, container, address.orElse("127.0.0.1"));
  }

  private void apply(ContainerRuntime runtime, Action action) {
    switch (action) {
      case Action.RemoveSandbox(String id) ->
          attempt(action, () -> runtime.removeSandbox(id, pod.grace()));
      case Action.Evict(String id) -> attempt(action, () -> evict(runtime, id));
      case Action.RunSandbox() -> attempt(action, () -> runtime.runSandbox(sandboxConfig()));
      case Action.PublishPorts(String sandbox) ->
          attempt(action, () -> publishPorts(runtime, sandbox));
      case Action.RunContainer(String sandbox, Container container, int attempt) ->
          attempt(action, () -> runContainer(runtime, sandbox, container, attempt));
      case Action.StartContainer(String _, String id) ->
          attempt(action, () -> runtime.startContainer(id));
      case Action.StopContainer(String name, String id, String why) ->
          attempt(action, () -> stopContainer(runtime, name, id, why));
      case Action.RemoveContainer(String _, String id) ->
          attempt(action, () -> runtime.removeContainer(id));
      case Action.PullImage(String image) -> images.pull(image);
    }
  }

  /// Does a step, and keeps its failure. A connection that breaks is no step's failure.
  private void attempt(Action action, Runnable step) {
    try {
      step.run();
      succeed(action.subject());
    } catch (BrokenStreamException e) {
      throw e;
    } catch (NodeException e) {
      fail(action.subject(), String.valueOf(e.getMessage()));
    }
  }

  private synchronized void succeed(String subject) {
    failures = failures.succeeded(subject);
  }

  private synchronized void fail(String subject, String why) {
    if (failures.of(subject).map(Failures.Failure::why).filter(why::equals).isEmpty()) {
      journal.warning("pod " + pod.name() + ": " + why);
    }
    failures = failures.failed(subject, why, clock.instant());
  }

  /// Ends the pod, takes its own data away, and starts it anew a minute later.
  void evict(String why) {
    journal.warning("pod " + pod.name() + " has to go: " + why);
    synchronized (this) {
      failures = failures.postponed(Plan.EVICTION, why, clock.instant().plus(EXILE));
    }
    wake();
  }

  private synchronized void endExile() {
    if (!failures.postpone(Plan.EVICTION, clock.instant())) {
      failures = failures.succeeded(Plan.EVICTION);
    }
  }

  private void evict(ContainerRuntime runtime, String sandbox) {
    runtime.removeSandbox(sandbox, Duration.ZERO);
    volumes.remove(pod);
  }

  /// Whether an image is on its way.
  boolean isPulling() {
    return !images.pulling().isEmpty();
  }

  /// Tries again what could not be pulled, for something about the registries has changed.
  void retryPulls() {
    synchronized (this) {
      for (Container container : pod.allContainers()) {
        failures = failures.succeeded(new Action.PullImage(container.image()).subject());
      }
    }
    wake();
  }

  private void publishPorts(ContainerRuntime runtime, String sandbox) {
    address = Optional.of(runtime.address(sandbox)).filter(found -> !found.isEmpty());
    ports.publish(pod, address);
    published = Optional.of(sandbox);
  }

  private void runContainer(
      ContainerRuntime runtime, String sandbox, Container container, int attempt) {
    ContainerConfig config =
        new ContainerConfig(
            container.name(),
            attempt,
            SpecText.of(container),
            container.image(),
            container.command(),
            container.args(),
            container.workingDir(),
            container.env(),
            mounts(container),
            container.resources(),
            container.security());
    runtime.startContainer(createContainer(runtime, sandbox, config));
    journal.info("pod " + pod.name() + ": container " + container.name() + " runs");
  }

  private List<Mount> mounts(Container container) {
    volumes.removeFormer(pod);
    return container.mounts().stream()
        .map(mount -> {
          Volume volume =
              pod.volumes().stream()
                  .filter(candidate -> candidate.name().equals(mount.volume()))
                  .findFirst()
                  .orElseThrow();
          boolean readOnly = mount.readOnly() || volume instanceof Volume.Files;
          return new Mount(
              mount.path(), volumes.make(pod, volume).toString(), readOnly, mount.propagation());
        })
        .toList();
  }

  private void stopContainer(ContainerRuntime runtime, String name, String id, String why) {
    journal.info("pod " + pod.name() + ": ends container " + name + ", for " + why);
    runtime.stopContainer(id, pod.grace());
  }

  /// An image may have been removed since it was seen: it is pulled again then.
  private String createContainer(ContainerRuntime runtime, String sandbox, ContainerConfig config) {
    try {
      return runtime.createContainer(sandbox, config, sandboxConfig());
    } catch (CallFailedException e) {
      if (!runtime.hasImage(config.image())) {
        images.forget(config.image());
      }
      throw e;
    }
  }

  private SandboxConfig sandboxConfig() {
    return new SandboxConfig(
        pod.name(),
        spec,
        pod.hostNetwork(),
        pod.hostProcesses(),
        pod.isPrivileged(),
        pod.isNodesOwn() ? "host" : "",
        "/var/log/pods/" + pod.name(),
        nameServers());
  }

  /// In the host's network a copy of the host's own serves.
  private List<String> nameServers() {
    return pod.hostNetwork() ? List.of() : List.of(PodNetwork.GATEWAY);
  }

  private void publish(Observation observed) {
    board.update(status -> status.with(PodView.of(pod, spec, observed, failures, address)));
  }

  /// What becomes of the pod's images.
  private final class Pulls implements PodImages.Listener {
    @Override
    public void found(String image) {
      succeed(new Action.PullImage(image).subject());
    }

    @Override
    public void failed(String image, String why) {
      fail(new Action.PullImage(image).subject(), why);
    }

    @Override
    public void ended() {
      wake();
    }
  }
}
