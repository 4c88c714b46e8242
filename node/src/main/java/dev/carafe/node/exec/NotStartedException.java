package dev.carafe.node.exec;

import dev.carafe.node.NodeException;

/// A program could not be run in a container.
public final class NotStartedException extends NodeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /// @param exitCode as a shell has it: 127 where there is no such program, 126 where it is none
  public NotStartedException(String program, String why, int exitCode) {
    super("could not run " + program + ": " + why);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
