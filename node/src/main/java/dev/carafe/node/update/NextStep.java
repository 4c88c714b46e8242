package dev.carafe.node.update;

import dev.carafe.settings.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What the node does next by itself.
public sealed interface NextStep {
  /// How often it looks what is offered.
  Duration BETWEEN_REFRESHES = Duration.ofHours(1);

  /// How long it lets a failure be.
  Duration AFTER_FAILURE = Duration.ofMinutes(30);

  /// A command that it gives itself.
  record Begin(UpdateCommand command) implements NextStep {}

  /// It starts the machine anew, and with it the other system.
  record Reboot() implements NextStep {}

  /// Nothing before a time.
  record Await(Instant until, String why) implements NextStep {}

  /// Nothing, as things are.
  record Nothing(String why) implements NextStep {}

  /// What a step depends on.
  ///
  /// @param refreshed when it was looked last what is offered
  /// @param decision what came of it
  record Standing(
      UpdatePolicy policy,
      UpdateState state,
      Optional<CommandResult> last,
      Optional<Instant> refreshed,
      Optional<Decision> decision,
      Instant now) {

    private boolean isDue() {
      return refreshed.isEmpty() || !refreshed.get().plus(BETWEEN_REFRESHES).isAfter(now);
    }

    private Instant nextRefresh() {
      return refreshed.orElse(now).plus(BETWEEN_REFRESHES);
    }

    /// The system that it may prepare now: not one that is on the disk already.
    private boolean mayPrepare() {
      Optional<SystemImage> free =
          decision
              .flatMap(made -> made.choice().chosen())
              .filter(Candidate::isFreeByItself)
              .map(Candidate::image);
      return free.isPresent() && state.other().filter(free.get()::isSame).isEmpty();
    }
  }

  /// Decides.
  static NextStep of(Standing standing) {
    UpdatePolicy policy = standing.policy();
    if (policy.automatic() == Automatic.OFF) {
      return new Nothing("settings.updates.automatic is off");
    }
    if (policy.hold()) {
      return new Nothing("settings.updates.hold is true");
    }
    if (policy.lacking().isPresent()) {
      return new Nothing(policy.lacking().get());
    }
    Optional<Instant> retry =
        standing
            .last()
            .filter(result -> result.failure().isPresent())
            .map(result -> result.time().plus(AFTER_FAILURE))
            .filter(standing.now()::isBefore);
    if (retry.isPresent()) {
      return new Await(retry.get(), "the last command has failed");
    }
    return standing.isDue() ? new Begin(UpdateCommand.REFRESH) : onwards(standing);
  }

  private static NextStep onwards(Standing standing) {
    boolean staged = standing.state() instanceof UpdateState.Staged;
    boolean ready = standing.state() instanceof UpdateState.Ready;
    if (!ready && standing.mayPrepare()) {
      return new Begin(UpdateCommand.PREPARE);
    }
    if (standing.policy().automatic() == Automatic.APPLY && (staged || ready)) {
      return switch (standing.policy().opening(standing.now())) {
        case Opening.Closed(String window, Instant opens) ->
            new Await(opens, "window " + window + " opens then");
        case Opening.Always _, Opening.Open _ ->
            ready ? new Reboot() : new Begin(UpdateCommand.ACTIVATE);
      };
    }
    return new Await(standing.nextRefresh(), "it looks again what is offered");
  }

  /// For scripts.
  default Json.Struct json() {
    return switch (this) {
      case Begin(UpdateCommand command) -> Json.object().with("step", command.toString()).build();
      case Reboot _ -> Json.object().with("step", "reboot").build();
      case Await(Instant until, String why) ->
          Json.object()
              .with("step", "wait")
              .with("until", until.toString())
              .with("why", why)
              .build();
      case Nothing(String why) -> Json.object().with("step", "nothing").with("why", why).build();
    };
  }
}
