package dev.carafe.cli.repo;

import java.util.List;

/// Something in a repository counts for less long than it should.
public final class RunsOutException extends RepositoryException {
  private static final long serialVersionUID = 1L;

  RunsOutException(List<String> roles, long days) {
    super(
        "%s: what is signed for it runs out within %d days"
            .formatted(String.join(", ", roles), days));
  }
}
