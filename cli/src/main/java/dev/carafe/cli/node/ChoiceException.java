package dev.carafe.cli.node;

/// What was asked for is not there, or there already.
public final class ChoiceException extends NodeException {
  private static final long serialVersionUID = 1L;

  ChoiceException(String message) {
    super(message);
  }
}
