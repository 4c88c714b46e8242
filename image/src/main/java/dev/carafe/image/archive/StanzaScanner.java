package dev.carafe.image.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Finds the stanzas of a package index without parsing them.
final class StanzaScanner {
  private static final byte[] PACKAGE = "Package: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PROVIDES = "Provides: ".getBytes(StandardCharsets.US_ASCII);

  private StanzaScanner() {}

  static void scan(byte[] text, Visitor visitor) {
    int start = 0;
    String name = "";
    List<String> provides = List.of();
    for (int line = 0; line < text.length; ) {
      int end = endOfLine(text, line);
      if (end == line) {
        report(visitor, start, line, name, provides);
        start = end + 1;
        name = "";
        provides = List.of();
      } else if (text[line] == 'P' && startsWith(text, line, PACKAGE)) {
        name = value(text, line + PACKAGE.length, end);
      } else if (text[line] == 'P' && startsWith(text, line, PROVIDES)) {
        provides = names(value(text, line + PROVIDES.length, end));
      }
      line = end + 1;
    }
    report(visitor, start, text.length, name, provides);
  }

  private static void report(
      Visitor visitor, int start, int end, String name, List<String> provides) {
    if (!name.isEmpty()) {
      visitor.stanza(start, end, name, provides);
    }
  }

  private static List<String> names(String provides) {
    return Stream.of(provides.split(",", -1))
        .map(String::strip)
        .map(relation -> relation.split("[ (:]", 2)[0])
        .distinct()
        .toList();
  }

  private static String value(byte[] text, int from, int to) {
    return new String(text, from, to - from, StandardCharsets.UTF_8).strip();
  }

  private static int endOfLine(byte[] text, int from) {
    int at = from;
    while (at < text.length && text[at] != '\n') {
      at++;
    }
    return at;
  }

  private static boolean startsWith(byte[] text, int at, byte[] prefix) {
    return at + prefix.length <= text.length
        && Arrays.equals(text, at, at + prefix.length, prefix, 0, prefix.length);
  }

  /// Hears of each stanza: its bytes from `start` to before `end`, its package, the names it
  /// provides.
  interface Visitor {
    void stanza(int start, int end, String name, List<String> provides);
  }
}
