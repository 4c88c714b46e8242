package dev.carafe.node.update;

import dev.carafe.disk.verity.RootHash;
import dev.carafe.settings.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The last attempts, the newest at the end.
public record UpdateHistory(List<Attempt> attempts) {
  static final int MOST = 50;

  public UpdateHistory {
    attempts = List.copyOf(attempts.subList(Math.max(0, attempts.size() - MOST), attempts.size()));
  }

  /// Without any.
  public static UpdateHistory empty() {
    return new UpdateHistory(List.of());
  }

  /// With one more.
  UpdateHistory with(Attempt attempt) {
    List<Attempt> more = new ArrayList<>(attempts);
    more.add(attempt);
    return new UpdateHistory(more);
  }

  /// With the last attempt to become a system changed, if its outcome is still open.
  UpdateHistory conclude(RootHash to, UnaryOperator<Attempt> change) {
    List<Attempt> changed = new ArrayList<>(attempts);
    for (int i = changed.size() - 1; i >= 0; i--) {
      Attempt attempt = changed.get(i);
      if (attempt.to().rootHash().equals(to)) {
        changed.set(i, attempt.outcome().isOpen() ? change.apply(attempt) : attempt);
        break;
      }
    }
    return new UpdateHistory(changed);
  }

  /// The attempt by which the node, or somebody, has gone back from a system, unless it has done
  /// well since.
  Optional<Attempt> retreatFrom(RootHash system) {
    for (Attempt attempt : attempts.reversed()) {
      boolean tried = attempt.to().rootHash().equals(system);
      if (tried && attempt.outcome() == Outcome.BLESSED) {
        return Optional.empty();
      }
      if (tried ? attempt.outcome() == Outcome.ROLLED_BACK : isRetreat(attempt, system)) {
        return Optional.of(attempt);
      }
    }
    return Optional.empty();
  }

  /// One that was taken back before the machine started anew is none.
  private static boolean isRetreat(Attempt attempt, RootHash from) {
    return attempt.retreat()
        && attempt.from().rootHash().equals(from)
        && (attempt.outcome() == Outcome.ACTIVATED || attempt.outcome() == Outcome.BLESSED);
  }

  /// For scripts.
  public Json json() {
    return Json.of(attempts.stream().map(Attempt::json).toList());
  }
}
