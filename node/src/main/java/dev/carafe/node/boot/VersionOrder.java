package dev.carafe.node.boot;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/// From old to new, as the boot loader has it. It takes `1.3.0-rc.1` for newer than `1.3.0`, which
/// semantic versions do not.
///
/// Source: [UAPI.10 Version Format
/// Specification](https://uapi-group.org/specifications/specs/version_format_specification/).
final class VersionOrder implements Comparator<String> {
  private static final List<Character> SEPARATORS = List.of('-', '^', '.');

  @Override
  public int compare(String left, String right) {
    Rest a = new Rest(left);
    Rest b = new Rest(right);
    while (true) {
      a.skip(VersionOrder::isForeign);
      b.skip(VersionOrder::isForeign);
      int order = compareSeparator(a, b, '~');
      if (order != 0) {
        return order;
      }
      if (a.isEmpty() || b.isEmpty()) {
        return Boolean.compare(b.isEmpty(), a.isEmpty());
      }
      order = compareSegments(a, b);
      if (order != 0) {
        return order;
      }
    }
  }

  private static int compareSegments(Rest a, Rest b) {
    for (char separator : SEPARATORS) {
      int order = compareSeparator(a, b, separator);
      if (order != 0) {
        return order;
      }
    }
    return a.starts(VersionOrder::isDigit) || b.starts(VersionOrder::isDigit)
        ? compareNumbers(a, b)
        : compareWords(a.take(VersionOrder::isLetter), b.take(VersionOrder::isLetter));
  }

  /// What is behind a separator is older than what goes on without.
  private static int compareSeparator(Rest a, Rest b, char separator) {
    boolean left = a.starts(c -> c == separator);
    boolean right = b.starts(c -> c == separator);
    if (left && right) {
      a.skipOne();
      b.skipOne();
    }
    return Boolean.compare(right, left);
  }

  /// A number is newer than what is none, and a longer one than a shorter.
  private static int compareNumbers(Rest a, Rest b) {
    a.skip(c -> c == '0');
    b.skip(c -> c == '0');
    String left = a.take(VersionOrder::isDigit);
    String right = b.take(VersionOrder::isDigit);
    return left.length() != right.length()
        ? Integer.compare(left.length(), right.length())
        : left.compareTo(right);
  }

  /// `abcde` is newer than `abc`, and letters are in the order of ASCII.
  private static int compareWords(String left, String right) {
    return left.compareTo(right);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isForeign(int c) {
    return !isDigit(c) && !isLetter(c) && c != '~' && !SEPARATORS.contains((char) c);
  }

  /// What is left of a version.
  private static final class Rest {
    private final String text;
    private int at;

    Rest(String text) {
      this.text = text;
    }

    boolean isEmpty() {
      return at == text.length();
    }

    boolean starts(IntPredicate kind) {
      return at < text.length() && kind.test(text.charAt(at));
    }

    void skipOne() {
      at++;
    }

    void skip(IntPredicate kind) {
      while (starts(kind)) {
        at++;
      }
    }

    String take(IntPredicate kind) {
      int from = at;
      skip(kind);
      return text.substring(from, at);
    }
  }
}
