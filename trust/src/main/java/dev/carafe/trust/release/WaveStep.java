package dev.carafe.trust.release;

import java.time.Duration;

/// A step of a roll-out, before it is known when that begins.
///
/// @param after how long after the publication
/// @param percent of all nodes, those of the steps before among them; 1 to 100
public record WaveStep(Duration after, int percent) {
  /// What a step has that reaches all nodes.
  static final int ALL = 100;

  public WaveStep {
    if (percent < 1 || percent > ALL) {
      throw new IllegalArgumentException("a step reaches 1 to 100 percent, not " + percent);
    }
  }
}
