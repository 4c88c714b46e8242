package dev.carafe.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Lets no long class begin once `./carafe test` has taken fifty minutes: on a machine that is too
/// slow those that are left are skipped and counted as such, so that it has an end. One that has
/// begun and failed is tried once more, however late it is. Whoever asks Maven for a test, or for
/// the thorough suite, has it.
final class SuitePatience implements ExecutionCondition {
  private static final Duration PATIENCE = Duration.ofMinutes(50);

  /// When the suite has begun, in seconds since the epoch: set by `scripts/test`.
  private static final String BEGUN = "CARAFE_TEST_BEGUN";

  /// A file for each class that has begun.
  private static final Path MARKS = Path.of("target", "begun");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String begun = System.getenv(BEGUN);
    if (begun == null || context.getTestMethod().isPresent()) {
      return ConditionEvaluationResult.enabled("it was asked for, or has begun");
    }
    Instant suite = Instant.ofEpochSecond(Long.parseLong(begun));
    Path mark = MARKS.resolve(context.getRequiredTestClass().getName());
    Duration taken = Duration.between(suite, Instant.now());
    try {
      if (Files.exists(mark) && !Files.getLastModifiedTime(mark).toInstant().isBefore(suite)) {
        return ConditionEvaluationResult.enabled("it is tried again");
      }
      if (taken.compareTo(PATIENCE) < 0) {
        Files.createDirectories(MARKS);
        Files.writeString(mark, "");
        return ConditionEvaluationResult.enabled("there is time");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ConditionEvaluationResult.disabled(
        "the suite has taken %d minutes already".formatted(taken.toMinutes()));
  }
}
