package dev.carafe.node.bootstrap;

/// A request to the node's own API.
///
/// @param target the path, and the query behind a question mark
/// @param body in JSON; empty for none
public record ApiCall(String method, String target, String body) {

  /// Whether the machine ends when it has been answered.
  boolean endsMachine() {
    return target.equals("/actions/reboot");
  }
}
