package dev.carafe.node.pods;

import dev.carafe.node.cri.RuntimeContainer;
import dev.carafe.node.cri.Sandbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is there of one pod at one moment.
///
/// @param sandboxes all with the pod's name
/// @param containers those in the sandbox that is kept, of every attempt
/// @param images the pod's images that are known to be there
/// @param pulling the pod's images that are on their way
/// @param published the sandbox whose ports are published
/// @param health what the running containers that are asked have answered, by their ids
/// @param absentDisks the data disks of the pod that are not mounted
public record Observation(
    List<Sandbox> sandboxes,
    List<RuntimeContainer> containers,
    Set<String> images,
    Set<String> pulling,
    Optional<String> published,
    Map<String, Health> health,
    List<String> absentDisks) {

  public Observation {
    sandboxes = List.copyOf(sandboxes);
    containers = List.copyOf(containers);
    images = Set.copyOf(images);
    pulling = Set.copyOf(pulling);
    health = Map.copyOf(health);
    absentDisks = List.copyOf(absentDisks);
  }

  /// Of a pod that has never run.
  public static Observation nothing() {
    return new Observation(
        List.of(), List.of(), Set.of(), Set.of(), Optional.empty(), Map.of(), List.of());
  }

  /// The sandbox that is kept: alive, made from this specification, and with the disks that it was
  /// made with.
  Optional<Sandbox> kept(String spec) {
    return !absentDisks.isEmpty()
        ? Optional.empty()
        : sandboxes.stream().filter(sandbox -> isGood(sandbox, spec)).findFirst();
  }

  static boolean isGood(Sandbox sandbox, String spec) {
    return sandbox.ready() && sandbox.spec().equals(spec);
  }

  /// The newest attempt at a container.
  Optional<RuntimeContainer> newest(String name) {
    return containers.stream()
        .filter(container -> container.name().equals(name))
        .reduce((left, right) -> left.attempt() > right.attempt() ? left : right);
  }

  /// Whether a running container can serve: one that is not asked can.
  boolean isReady(Container wanted, RuntimeContainer.Running running) {
    Health known = health.get(running.id());
    return known == null ? !wanted.probes().waitsForReady() : known.ready();
  }

  /// Why a running container must be started anew.
  Optional<String> fault(RuntimeContainer.Running running) {
    return Optional.ofNullable(health.get(running.id())).flatMap(Health::fault);
  }
}
