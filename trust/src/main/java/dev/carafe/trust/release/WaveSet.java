package dev.carafe.trust.release;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The ways to roll a release out that have a name: how long after the publication which part of
/// all nodes may begin. They are Bottlerocket's.
///
/// Source: `twoliter/embedded/waves` in [twoliter](https://github.com/bottlerocket-os/twoliter).
public enum WaveSet {
  /// Six days.
  DEFAULT(
      "default",
      step(Duration.ofHours(1), 1),
      step(Duration.ofHours(4), 5),
      step(Duration.ofDays(1), 15),
      step(Duration.ofDays(2), 40),
      step(Duration.ofDays(4), 60),
      step(Duration.ofDays(5), 90),
      step(Duration.ofDays(6), 100)),
  /// A day.
  ACCELERATED(
      "accelerated",
      step(Duration.ofHours(1), 3),
      step(Duration.ofHours(4), 12),
      step(Duration.ofHours(8), 40),
      step(Duration.ofHours(16), 80),
      step(Duration.ofDays(1), 100)),
  /// Three hours, for an emergency.
  OHNO(
      "ohno",
      step(Duration.ofMinutes(30), 5),
      step(Duration.ofHours(1), 25),
      step(Duration.ofHours(2), 50),
      step(Duration.ofMinutes(150), 90),
      step(Duration.ofHours(3), 100)),
  /// Thirteen days.
  SLOW_ROLL(
      "slow-roll",
      step(Duration.ofHours(1), 1),
      step(Duration.ofDays(1), 5),
      step(Duration.ofDays(3), 15),
      step(Duration.ofDays(7), 40),
      step(Duration.ofDays(9), 60),
      step(Duration.ofDays(12), 90),
      step(Duration.ofDays(13), 100));

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // as nobody can add to it
  private final List<WaveStep> steps;

  WaveSet(String word, WaveStep... steps) {
    this.word = word;
    this.steps = List.of(steps);
  }

  private static WaveStep step(Duration after, int percent) {
    return new WaveStep(after, percent);
  }

  /// The set of a name.
  public static Optional<WaveSet> named(String word) {
    for (WaveSet set : values()) {
      if (set.word.equals(word)) {
        return Optional.of(set);
      }
    }
    return Optional.empty();
  }

  /// `slow-roll`.
  public String word() {
    return word;
  }

  /// The waves of a release that is published now.
  public Waves from(Instant published) {
    return Waves.rolledOut(published, steps);
  }
}
