package dev.carafe.node.provisioning;

import dev.carafe.settings.Problem;

/// What came of reading a source.
public sealed interface Reading {

  /// There is no such source here, or it gives this node nothing.
  record Absent() implements Reading {}

  record Found(Provision provision) implements Reading {}

  /// There is one, and it cannot be read.
  record Failed(Problem problem) implements Reading {}
}
