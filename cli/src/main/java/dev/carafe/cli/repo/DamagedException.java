package dev.carafe.cli.repo;

import java.util.List;

/// A repository has files that are not those that were signed.
public final class DamagedException extends RepositoryException {
  private static final long serialVersionUID = 1L;

  DamagedException(List<String> findings) {
    super("could not trust the repository:\n  " + String.join("\n  ", findings));
  }
}
