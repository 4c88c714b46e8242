package dev.carafe.node.update;

/// A command has begun and has not ended yet.
public final class BusyException extends RefusedUpdateException {
  private static final long serialVersionUID = 1L;

  BusyException(UpdateCommand running) {
    super("could not begin: the command " + running + " is still at work; ask again later");
  }
}
