package dev.carafe.node.provisioning;

/// A place that a provision may come from.
public interface Source {

  Origin origin();

  Reading read() throws InterruptedException;
}
