package dev.carafe.node.api;

import dev.carafe.node.http.Request;
import dev.carafe.node.http.Status;
import dev.carafe.node.identity.Caller;

/// Is told every act that a caller tried.
@FunctionalInterface
public interface Witness {

  /// Notes an act, after it has been answered.
  void saw(Caller caller, Request request, Status status);
}
