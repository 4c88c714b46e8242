package dev.carafe.cli.soak;

import java.util.List;
import java.util.Random;

/// Which phases of an update are interrupted.
@FunctionalInterface
public interface Course {
  /// At one of so many the power goes.
  int PHASES = 3;

  /// The next one.
  ///
  /// @param left that may still come; there is always one
  UpdatePhase next(List<UpdatePhase> left, Random random);

  /// Each of them as often as any other, and at least one in each update, when the new system runs.
  static Course random() {
    return (left, random) -> {
      for (UpdatePhase phase : left) {
        if (random.nextInt(PHASES) == 0) {
          return phase;
        }
      }
      return left.getLast();
    };
  }

  /// These.
  static Course of(UpdatePhase... phases) {
    List<UpdatePhase> wanted = List.of(phases);
    return (left, _) -> left.stream().filter(wanted::contains).findFirst().orElse(left.getLast());
  }
}
