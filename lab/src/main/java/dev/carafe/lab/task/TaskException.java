package dev.carafe.lab.task;

import dev.carafe.lab.LabException;

/// A task cannot be run as it is.
public abstract class TaskException extends LabException {
  private static final long serialVersionUID = 1L;

  protected TaskException(String message) {
    super(message);
  }
}
