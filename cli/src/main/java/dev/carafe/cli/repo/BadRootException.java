package dev.carafe.cli.repo;

import dev.carafe.trust.tuf.TufException;

/// What should be a repository's root is none that anybody can begin to trust with.
public final class BadRootException extends RepositoryException {
  private static final long serialVersionUID = 1L;

  /// @param name of the file
  BadRootException(String name, TufException why) {
    super(
        "could not take %s for the root of a repository: %s; its public/metadata/1.root.json is one"
            .formatted(name, why.getMessage()));
  }
}
