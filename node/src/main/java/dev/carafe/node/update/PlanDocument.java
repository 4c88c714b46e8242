package dev.carafe.node.update;

import dev.carafe.node.update.NextStep.Standing;
import dev.carafe.settings.json.Json;
import java.time.Instant;
import java.util.Optional;

/// What a node makes of what is offered, for scripts.
final class PlanDocument {
  private PlanDocument() {}

  /// @param installation what it takes to install the release that is taken, now or later
  static Json.Struct of(
      SystemImage running,
      Decision decision,
      Standing standing,
      Optional<Json.Struct> installation) {
    Json.Builder object =
        Json.object()
            .with("running", running.json())
            .with("state", standing.state().word())
            .with("policy", standing.policy().json())
            .with("refreshed", standing.refreshed().map(Instant::toString))
            .with("window", standing.policy().opening(standing.now()).json())
            .with("choice", decision.choice().json())
            .with("next", NextStep.of(standing).json())
            .with(
                "candidates",
                Json.of(
                    decision.candidates().stream()
                        .map(candidate -> candidate.json(running.rootHash()))
                        .toList()));
    installation.ifPresent(plan -> object.with("install", plan));
    return object.build();
  }
}
