package dev.carafe.node.pods;

/// What a port speaks.
public enum Protocol {
  TCP,
  UDP
}
