package dev.carafe.node.update;

import dev.carafe.settings.json.Json;
import java.util.function.Supplier;

/// The updates of a system that has nothing to fetch them with.
public final class NoUpdates implements Updates {
  private final Supplier<UpdatePolicy> policy;

  /// @param policy what the settings want now
  public NoUpdates(Supplier<UpdatePolicy> policy) {
    this.policy = policy;
  }

  private NoUpdateException none() {
    return new NoUpdateException(
        policy.get().lacking().orElse("nothing on this system can fetch and install one"));
  }

  @Override
  public void refresh() {
    throw none();
  }

  @Override
  public void prepare() {
    throw none();
  }

  @Override
  public void activate() {
    throw none();
  }

  @Override
  public void deactivate() {
    throw none();
  }

  @Override
  public void rollback() {
    throw none();
  }

  @Override
  public Json.Struct status() {
    throw none();
  }

  @Override
  public Json.Struct plan() {
    throw none();
  }

  @Override
  public UpdateHistory history() {
    return UpdateHistory.empty();
  }
}
