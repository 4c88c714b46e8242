package dev.carafe.node;

import java.util.Random;

/// Texts for tests that hold for every text. The same seed makes the same texts.
public final class RandomText {
  private final Random random;

  public RandomText(long seed) {
    this.random = new Random(seed);
  }

  /// A text of characters in a range, both ends included.
  public String between(char first, char last, int longest) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(longest + 1); left > 0; left--) {
      text.append((char) random.nextInt(first, last + 1));
    }
    return text.toString();
  }
}
