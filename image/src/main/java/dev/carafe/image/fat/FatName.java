package dev.carafe.image.fat;

import java.util.Locale;
import java.util.Set;

/// A name, and its alias of eight and three characters. Where both are the same, the long form is
/// not stored. Source: fatgen103, "Long Directory Entries".
///
/// @param alias 11 characters, filled up with blanks
record FatName(String name, String alias) {
  static final int ALIAS_SIZE = 11;

  private static final int BASE = 8;
  private static final int EXTENSION = 3;
  private static final int LONGEST = 255;
  private static final String FORBIDDEN = "\"*/:<>?\\|";
  private static final String NOT_IN_ALIAS = "+,;=[]";

  /// Chooses an alias that is not taken yet, and takes it.
  static FatName of(String name, Set<String> taken) {
    check(name);
    String upper = name.toUpperCase(Locale.ROOT);
    int dot = upper.lastIndexOf('.');
    String base = plain(dot > 0 ? upper.substring(0, dot) : upper);
    String extension = plain(dot > 0 ? upper.substring(dot + 1) : "");
    boolean fits =
        base.length() <= BASE
            && extension.length() <= EXTENSION
            && (extension.isEmpty() ? base : base + "." + extension).equals(upper);
    if (fits && taken.add(padded(base, extension))) {
      return new FatName(name, padded(base, extension));
    }
    for (int number = 1; ; number++) {
      String tail = "~" + number;
      String alias = padded(cut(base, BASE - tail.length()) + tail, cut(extension, EXTENSION));
      if (taken.add(alias)) {
        return new FatName(name, alias);
      }
    }
  }

  private static void check(String name) {
    boolean allowed =
        name.chars().allMatch(c -> c >= ' ' && FORBIDDEN.indexOf(c) < 0)
            && !name.isEmpty()
            && name.length() <= LONGEST
            && !name.endsWith(".")
            && !name.endsWith(" ");
    if (!allowed) {
      throw new IllegalArgumentException("not a name on a FAT volume: '" + name + "'");
    }
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    text.chars()
        .filter(c -> c != ' ' && c != '.')
        .map(c -> c > ' ' && c < 0x7f && NOT_IN_ALIAS.indexOf(c) < 0 ? c : '_')
        .forEach(c -> plain.append((char) c));
    return plain.toString();
  }

  private static String cut(String text, int length) {
    return text.substring(0, Math.min(text.length(), length));
  }

  private static String padded(String base, String extension) {
    return String.format(Locale.ROOT, "%-8s%-3s", base, extension);
  }

  /// How the alias reads: `BOOTX64.EFI`.
  String shown() {
    String base = alias.substring(0, BASE).stripTrailing();
    String extension = alias.substring(BASE).stripTrailing();
    return extension.isEmpty() ? base : base + "." + extension;
  }

  boolean isLong() {
    return !shown().equals(name);
  }

  /// How many entries of a directory the name takes.
  int slots() {
    return isLong() ? 1 + Math.ceilDiv(name.length(), LongNamePart.LENGTH) : 1;
  }
}
