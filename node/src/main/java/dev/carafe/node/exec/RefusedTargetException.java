package dev.carafe.node.exec;

import dev.carafe.node.NodeException;

/// There is no container by that name, or it does not run.
public final class RefusedTargetException extends NodeException {
  private static final long serialVersionUID = 1L;

  public RefusedTargetException(String target, String why) {
    super("could not enter " + target + ": " + why);
  }
}
