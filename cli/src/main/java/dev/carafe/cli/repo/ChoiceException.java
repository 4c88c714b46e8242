package dev.carafe.cli.repo;

/// What was asked for cannot be done with this repository, as it is.
public final class ChoiceException extends RepositoryException {
  private static final long serialVersionUID = 1L;

  ChoiceException(String message) {
    super(message);
  }
}
