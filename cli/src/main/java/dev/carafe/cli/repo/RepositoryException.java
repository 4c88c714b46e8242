package dev.carafe.cli.repo;

/// Something about a repository that a command cannot go on with.
public abstract class RepositoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RepositoryException(String message) {
    super(message);
  }
}
