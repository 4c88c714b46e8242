package dev.carafe.cli;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Lets no long class begin once `./carafe test` has taken fifty minutes: on a machine that is too
/// slow those that are left are skipped and counted as such, so that it has an end. Whoever asks
/// Maven for a test, or for the thorough suite, has it.
final class SuitePatience implements ExecutionCondition {
  private static final Duration PATIENCE = Duration.ofMinutes(50);

  /// When the suite has begun, in seconds since the epoch: set by `scripts/test`.
  private static final String BEGUN = "CARAFE_TEST_BEGUN";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String begun = System.getenv(BEGUN);
    if (begun == null || context.getTestMethod().isPresent()) {
      return ConditionEvaluationResult.enabled("it was asked for, or has begun");
    }
    Duration taken = Duration.between(Instant.ofEpochSecond(Long.parseLong(begun)), Instant.now());
    return taken.compareTo(PATIENCE) < 0
        ? ConditionEvaluationResult.enabled("there is time")
        : ConditionEvaluationResult.disabled(
            "the suite has taken %d minutes already".formatted(taken.toMinutes()));
  }
}
