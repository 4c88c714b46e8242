package dev.carafe.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// The known name that somebody probably meant by an unknown one.
public final class Suggestion {
  private Suggestion() {}

  /// The nearest of `known` to `name` by edit distance, if it is near enough to be a slip of the
  /// hand.
  public static Optional<String> nearest(String name, Collection<String> known) {
    int limit = name.length() < 3 ? 1 : Math.max(2, name.length() / 3);
    return known.stream()
        .filter(candidate -> distance(name, candidate) <= limit)
        .min(
            Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /// `did you mean X?`, or else the list of what is known.
  public static String instead(String name, Collection<String> known) {
    return nearest(name, known)
        .map(meant -> "did you mean '" + meant + "'?")
        .orElseGet(() -> "known are " + String.join(", ", known.stream().sorted().toList()));
  }

  /// Levenshtein's distance, with two letters that have changed places as one slip.
  private static int distance(String left, String right) {
    int[] before = new int[0];
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] current = new int[right.length() + 1];
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int substitution = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
        if (isTransposed(left, i, right, j)) {
          current[j] = Math.min(current[j], before[j - 2] + 1);
        }
      }
      before = previous;
      previous = current;
    }
    return previous[right.length()];
  }

  private static boolean isTransposed(String left, int i, String right, int j) {
    return i > 1
        && j > 1
        && left.charAt(i - 1) == right.charAt(j - 2)
        && left.charAt(i - 2) == right.charAt(j - 1);
  }
}
