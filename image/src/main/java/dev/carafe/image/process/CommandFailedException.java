package dev.carafe.image.process;

import dev.carafe.image.ImageException;

/// A program ended with another status than 0, or could not be started at all.
public final class CommandFailedException extends ImageException {
  private static final long serialVersionUID = 1L;

  private final int status;

  CommandFailedException(Command command, Outcome outcome) {
    super(
        "could not run %s: expected status 0, found %d%n%s  command: %s"
            .formatted(command.name(), outcome.status(), outcome.complaint().indent(2), command));
    this.status = outcome.status();
  }

  CommandFailedException(Command command, Exception cause) {
    super("could not run %s: %s%n%s".formatted(command.name(), cause.getMessage(), command), cause);
    this.status = -1;
  }

  /// What the program ended with, or -1 where it did not start.
  public int status() {
    return status;
  }
}
