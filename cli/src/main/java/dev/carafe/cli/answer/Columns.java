package dev.carafe.cli.answer;

import java.io.PrintWriter;
import java.util.List;

/// Lines whose parts stand below each other.
public final class Columns {
  private Columns() {}

  /// Writes some, below their heads.
  public static void write(List<String> heads, List<List<String>> rows, PrintWriter out) {
    int[] widths = heads.stream().mapToInt(String::length).toArray();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    line(heads, widths, out);
    rows.forEach(row -> line(row, widths, out));
  }

  private static void line(List<String> cells, int[] widths, PrintWriter out) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(cells.get(i)).repeat(' ', widths[i] - cells.get(i).length() + 2);
    }
    out.println(line.toString().stripTrailing());
  }
}
