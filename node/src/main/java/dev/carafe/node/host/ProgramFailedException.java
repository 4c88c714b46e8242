package dev.carafe.node.host;

import dev.carafe.node.NodeException;
import java.util.List;

/// A program could not be started, or ended with another status than 0.
public final class ProgramFailedException extends NodeException {
  private static final long serialVersionUID = 1L;

  public ProgramFailedException(List<String> command, String why) {
    super("could not run " + command.getFirst() + ": " + why);
  }
}
