package dev.carafe.node.update;

import dev.carafe.node.NodeException;

/// What was asked for is not begun, and nothing has changed.
public abstract sealed class RefusedUpdateException extends NodeException
    permits BusyException, NoUpdateException, WrongStateException {
  private static final long serialVersionUID = 1L;

  RefusedUpdateException(String message) {
    super(message);
  }
}
