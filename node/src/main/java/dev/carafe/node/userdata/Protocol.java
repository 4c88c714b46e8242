package dev.carafe.node.userdata;

/// What a port speaks.
public enum Protocol {
  TCP,
  UDP
}
