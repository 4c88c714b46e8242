package dev.carafe.node.pods;

/// How a pod of one container has ended.
public sealed interface PodEnd {

  /// Its container has.
  ///
  /// @param reason the runtime's word for it, `Completed`, `Error` or `OOMKilled`
  record Exited(int code, String reason) implements PodEnd {}

  /// It could not be run.
  record NotRun(String why) implements PodEnd {}
}
