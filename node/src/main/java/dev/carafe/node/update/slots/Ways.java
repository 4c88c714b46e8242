package dev.carafe.node.update.slots;

import dev.carafe.disk.DiskException;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.node.host.Journal;
import dev.carafe.node.update.FailedUpdateException;
import dev.carafe.node.update.UnreachableException;
import dev.carafe.trust.release.Artifact;
import dev.carafe.trust.release.Payload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The ways in which a node can have a part of a release: by what is different from the system that
/// it runs, or else whole.
///
/// @param artifacts the whole is the last
record Ways(List<Artifact> artifacts) {

  Ways {
    artifacts = List.copyOf(artifacts);
  }

  /// @param running the system that runs
  static Ways to(Payload payload, RootHash running) {
    List<Artifact> artifacts = new ArrayList<>();
    payload.from(running).ifPresent(delta -> artifacts.add(delta.artifact()));
    artifacts.add(payload.full());
    return new Ways(artifacts);
  }

  /// The one that is gone first.
  Artifact first() {
    return artifacts.getFirst();
  }

  /// Whether that is by what is different.
  boolean isShort() {
    return artifacts.size() > 1;
  }

  /// What is done on one of them.
  ///
  /// @param <T> where it leads
  @FunctionalInterface
  interface Way<T> {
    T by(Artifact artifact) throws IOException;
  }

  /// Goes the first, and where that does not lead anywhere, the next. A device that fails does so
  /// on every way, and whoever cannot be reached has none of them.
  <T> T go(Journal journal, Way<T> way) throws IOException {
    for (Artifact artifact : artifacts.subList(0, artifacts.size() - 1)) {
      try {
        return way.by(artifact);
      } catch (UnreachableException e) {
        throw e;
      } catch (FailedUpdateException | DiskException e) {
        journal.warning("updates: " + e.getMessage() + "; the whole is fetched instead");
      }
    }
    return way.by(artifacts.getLast());
  }
}
