package dev.carafe.node.pods;

/// A step towards the pods that are wanted.
public sealed interface Action {

  /// Remove a sandbox with everything in it.
  record RemoveSandbox(String pod, String sandbox) implements Action {}

  /// Make a pod's sandbox.
  record RunSandbox(Pod pod) implements Action {}

  /// Start a container that was made.
  record StartContainer(String id) implements Action {}

  /// Make and start a container.
  record RunContainer(Pod pod, Pod.Container container, String sandbox, int attempt)
      implements Action {}

  /// Make and start a container again in the place of the one that ended.
  record RestartContainer(RunContainer run, String ended) implements Action {}
}
