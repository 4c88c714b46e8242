package dev.carafe.node.host;

import dev.carafe.node.NodeException;
import java.util.List;
import java.util.OptionalInt;

/// A program could not be started, or ended with another status than 0.
public final class ProgramFailedException extends NodeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /// It could not be started, or not be seen to its end.
  public ProgramFailedException(List<String> command, String why) {
    super("could not run " + command.getFirst() + ": " + why);
    this.status = 0;
  }

  /// It ended with that status.
  ///
  /// @param output what it wrote
  public ProgramFailedException(List<String> command, int status, String output) {
    super(
        "could not run "
            + command.getFirst()
            + ": exit status "
            + status
            + ", expected 0: "
            + output.strip());
    this.status = status;
  }

  /// How it ended; empty where it did not come to that.
  public OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }
}
