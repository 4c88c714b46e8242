package dev.carafe.node.update;

import dev.carafe.trust.release.Release;
import java.util.Optional;

/// The two places for a system on the node's disk. The one that runs is never written to.
public interface Slots {

  /// The system that runs.
  SystemImage running();

  /// The system in the other place; empty where there is none, or none that is whole.
  Optional<SystemImage> other();

  /// Whether the machine will start the other one next.
  boolean startsOther();

  /// What it takes to fetch a release and write it to the other place. Nothing of it is done.
  ///
  /// @param policy from where, and how fast
  /// @throws FailedUpdateException where the node cannot be updated at all
  UpdatePlan plan(Release release, UpdatePolicy policy);

  /// Fetches a release and writes it to the other place. When this returns, [#other()] is that
  /// release, checked by its root hash; when it throws, the other place may be empty.
  ///
  /// @param policy from where, and how fast
  /// @param begun is told before what is in the other place goes; when this throws without having
  ///   told, it is there as before
  /// @throws FailedUpdateException where the plan refuses it, or it could not be fetched, is not
  ///   what it should be, or could not be written
  void stage(Release release, UpdatePolicy policy, Runnable begun);

  /// Lets the machine start the other system next, for a trial.
  ///
  /// @throws FailedUpdateException where that could not be written
  void activate();

  /// Lets the machine start the running system again.
  ///
  /// @throws FailedUpdateException where that could not be written
  void deactivate();
}
