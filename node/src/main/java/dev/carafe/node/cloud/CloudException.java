package dev.carafe.node.cloud;

import dev.carafe.node.NodeException;

/// A cloud does not let the node do something.
public final class CloudException extends NodeException {
  private static final long serialVersionUID = 1L;

  CloudException(String what, String why) {
    super("could not " + what + ": " + why);
  }
}
