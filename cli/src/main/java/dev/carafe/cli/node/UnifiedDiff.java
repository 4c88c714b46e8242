package dev.carafe.cli.node;

import java.util.ArrayList;
import java.util.List;

/// What changed between two texts, as `diff -u` shows it.
///
/// Source: [POSIX, diff, "Diff -u output
/// format"](https://pubs.opengroup.org/onlinepubs/9799919799/utilities/diff.html).
final class UnifiedDiff {
  private static final int AROUND = 3;

  private final List<String> lines = new ArrayList<>();

  /// Where each line stands in the text before and after: its number, or that of the next.
  private final List<int[]> places = new ArrayList<>();

  private UnifiedDiff(List<String> before, List<String> after) {
    int[][] common = common(before, after);
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      places.add(new int[] {i + 1, j + 1});
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        lines.add(" " + before.get(i++));
        j++;
      } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add("-" + before.get(i++));
      } else {
        lines.add("+" + after.get(j++));
      }
    }
  }

  /// The lines, without heads; nothing where the texts are the same.
  static List<String> of(String before, String after) {
    return new UnifiedDiff(before.lines().toList(), after.lines().toList()).hunks();
  }

  /// For each two places, how many lines of what follows are in both.
  private static int[][] common(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private List<String> hunks() {
    List<String> hunks = new ArrayList<>();
    for (int from = nextChange(0); from < lines.size(); ) {
      int start = Math.max(0, from - AROUND);
      int end = from;
      for (int next = from; next < lines.size() && next - end <= 2 * AROUND; ) {
        end = next + 1;
        next = nextChange(end);
      }
      int stop = Math.min(lines.size(), end + AROUND);
      hunks.add(head(start, stop));
      hunks.addAll(lines.subList(start, stop));
      from = nextChange(stop);
    }
    return hunks;
  }

  private int nextChange(int from) {
    int at = from;
    while (at < lines.size() && lines.get(at).startsWith(" ")) {
      at++;
    }
    return at;
  }

  private String head(int start, int stop) {
    int[] place = places.get(start);
    return "@@ -%s +%s @@"
        .formatted(range(place[0], start, stop, '+'), range(place[1], start, stop, '-'));
  }

  /// An empty range has the number of the line before it.
  private String range(int first, int start, int stop, char other) {
    long length =
        lines.subList(start, stop).stream().filter(line -> line.charAt(0) != other).count();
    return (length == 0 ? first - 1 : first) + (length == 1 ? "" : "," + length);
  }
}
