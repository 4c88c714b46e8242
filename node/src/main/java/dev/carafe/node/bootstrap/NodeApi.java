package dev.carafe.node.bootstrap;

/// The node's own API.
@FunctionalInterface
public interface NodeApi {

  /// Makes a request.
  Answer call(ApiCall call);

  /// What came of it.
  ///
  /// @param good whether it was done
  /// @param text the answer's status, and its body where something went wrong
  record Answer(boolean good, String text) {}
}
