package dev.carafe.node.update.fetch;

import dev.carafe.node.update.UpdatePolicy;
import dev.carafe.trust.release.Artifact;
import java.nio.file.Path;

/// The files of the releases that were found last.
public interface Downloads {

  /// Fetches a whole file. It has the length and the digest of signed metadata when this returns;
  /// what was fetched before is not fetched again.
  ///
  /// @param policy from where, and how fast
  /// @param to a file, which is written over
  /// @throws dev.carafe.node.update.FailedUpdateException where nobody gives it
  void fetch(Artifact artifact, UpdatePolicy policy, Path to);

  /// Opens a delta, of which only parts may be missing. Its head is there, and authentic.
  ///
  /// @param policy from where, and how fast
  /// @throws dev.carafe.node.update.FailedUpdateException where nobody gives its head
  RemoteDelta open(Artifact artifact, UpdatePolicy policy);
}
