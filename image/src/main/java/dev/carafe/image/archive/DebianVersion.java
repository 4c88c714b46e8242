package dev.carafe.image.archive;

/// A version of a Debian package, in the order of `dpkg`.
///
/// `[epoch:]upstream[-revision]`; the epoch counts first, then the upstream version, then the
/// revision. Both are compared by alternating runs of non-digits and digits: `~` sorts before
/// everything, even the end; letters before other characters; numbers by value.
///
/// Equal in order and equal as records are different things: `1.0` and `1.00` compare as 0.
///
/// Source: [Debian Policy
/// 5.6.12](https://www.debian.org/doc/debian-policy/ch-controlfields.html#version).
public record DebianVersion(String text) implements Comparable<DebianVersion> {

  public DebianVersion {
    if (text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("not a Debian version: '" + text + "'");
    }
  }

  @Override
  public int compareTo(DebianVersion other) {
    int order = compareParts(epoch(), other.epoch());
    if (order == 0) {
      order = compareParts(upstream(), other.upstream());
    }
    return order == 0 ? compareParts(revision(), other.revision()) : order;
  }

  private String epoch() {
    int colon = text.indexOf(':');
    return colon < 0 ? "" : text.substring(0, colon);
  }

  private String upstream() {
    int dash = text.lastIndexOf('-');
    return text.substring(text.indexOf(':') + 1, dash < 0 ? text.length() : dash);
  }

  private String revision() {
    int dash = text.lastIndexOf('-');
    return dash < 0 ? "" : text.substring(dash + 1);
  }

  private static int compareParts(String left, String right) {
    int i = 0;
    int j = 0;
    while (i < left.length() || j < right.length()) {
      while (isNonDigit(left, i) || isNonDigit(right, j)) {
        int order = Integer.compare(weight(left, i++), weight(right, j++));
        if (order != 0) {
          return order;
        }
      }
      int endLeft = endOfDigits(left, i);
      int endRight = endOfDigits(right, j);
      int order = compareNumbers(left.substring(i, endLeft), right.substring(j, endRight));
      if (order != 0) {
        return order;
      }
      i = endLeft;
      j = endRight;
    }
    return 0;
  }

  /// Where a character sorts: `~`, then the end or a digit, then letters, then the rest.
  private static int weight(String part, int at) {
    if (at >= part.length() || isDigit(part.charAt(at))) {
      return 0;
    }
    char c = part.charAt(at);
    if (c == '~') {
      return -1;
    }
    return Character.isLetter(c) ? c : c + 256;
  }

  /// By value, however long: the longer one without leading zeros is greater.
  private static int compareNumbers(String left, String right) {
    String a = left.substring(leadingZeros(left));
    String b = right.substring(leadingZeros(right));
    return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
  }

  private static int leadingZeros(String number) {
    int at = 0;
    while (at < number.length() && number.charAt(at) == '0') {
      at++;
    }
    return at;
  }

  private static boolean isNonDigit(String part, int at) {
    return at < part.length() && !isDigit(part.charAt(at));
  }

  private static int endOfDigits(String part, int from) {
    int at = from;
    while (at < part.length() && isDigit(part.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  @Override
  public String toString() {
    return text;
  }
}
