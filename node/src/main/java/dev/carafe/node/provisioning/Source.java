package dev.carafe.node.provisioning;

/// A place that a provision may come from.
public interface Source {

  Origin origin();

  /// Whether the machine has it, as far as can be said without the network.
  boolean isHere();

  Reading read() throws InterruptedException;
}
