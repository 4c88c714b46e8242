package dev.carafe.node.protobuf;

import dev.carafe.node.NodeException;

/// A received message is not in the encoding of protocol buffers.
public final class BrokenMessageException extends NodeException {
  private static final long serialVersionUID = 1L;

  BrokenMessageException(String why) {
    super("could not read a message of the container runtime: " + why);
  }
}
