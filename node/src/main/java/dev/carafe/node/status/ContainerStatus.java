package dev.carafe.node.status;

import java.time.Instant;
import java.util.Optional;

/// How one container of a pod does.
///
/// @param restarts how often it was started again in its sandbox
public record ContainerStatus(String name, String image, int restarts, State state) {

  public sealed interface State {}

  /// Not there yet; `on` says what it waits for.
  public record Waiting(String on) implements State {}

  /// It runs.
  ///
  /// @param ready whether it can serve
  public record Running(boolean ready) implements State {}

  /// Ended; empty `again` for good.
  public record Exited(int exitCode, String reason, Optional<Instant> again) implements State {}

  /// Whether nothing more is to be waited for and nothing is wrong.
  boolean isGood() {
    return switch (state) {
      case Running(boolean ready) -> ready;
      case Exited(int exitCode, String _, Optional<Instant> again) ->
          exitCode == 0 && again.isEmpty();
      case Waiting(String _) -> false;
    };
  }

  boolean hasFailed() {
    return state instanceof Exited && !isGood();
  }
}
