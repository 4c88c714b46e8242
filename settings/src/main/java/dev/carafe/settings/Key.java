package dev.carafe.settings;

import java.util.ArrayList;
import java.util.List;

/// The name of a setting or of a table of settings, as Bottlerocket writes it: segments with dots
/// between them, `settings` first, in quotes what holds other characters than letters, digits,
/// hyphens and underscores: `settings.kernel.sysctl."vm.max_map_count"`. At most 255 characters.
///
/// The segments are those below `settings`; the key of all settings has none.
public record Key(List<String> segments) {
  private static final String ROOT = "settings";
  private static final int LONGEST = 255;

  public Key {
    segments = List.copyOf(segments);
  }

  /// The key of these segments below `settings`.
  public static Key of(String... segments) {
    return new Key(List.of(segments));
  }

  /// Reads a key as a person writes it.
  ///
  /// @throws KeyException where it is no key of a setting
  public static Key parse(String text) {
    if (text.length() > LONGEST) {
      throw new KeyException(text.substring(0, 40) + "...", "it is longer than " + LONGEST);
    }
    List<String> segments = split(text);
    if (!segments.getFirst().equals(ROOT)) {
      throw new KeyException(text, "it does not begin with '" + ROOT + "'");
    }
    return new Key(segments.subList(1, segments.size()));
  }

  /// Reads a key below `settings`, as schemas write it: without that word.
  ///
  /// @throws KeyException where it is none
  public static Key below(String text) {
    return new Key(split(text));
  }

  /// The key of a member of this table.
  public Key child(String segment) {
    List<String> longer = new ArrayList<>(segments);
    longer.add(segment);
    return new Key(longer);
  }

  /// Whether this is the key of `other` or of a table that it stands in.
  public boolean contains(Key other) {
    return other.segments.size() >= segments.size()
        && other.segments.subList(0, segments.size()).equals(segments);
  }

  /// By hand, as for [dev.carafe.settings.json.Json], and for the same reason.
  @Override
  public boolean equals(Object other) {
    return other instanceof Key key && segments.equals(key.segments);
  }

  @Override
  public int hashCode() {
    return segments.hashCode();
  }

  /// As [#parse] reads it.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(ROOT);
    for (String segment : segments) {
      text.append('.').append(quoted(segment));
    }
    return text.toString();
  }

  /// A segment as it stands in a key, in quotes where it needs them.
  public static String quoted(String segment) {
    if (isBare(segment)) {
      return segment;
    }
    return '"' + segment.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static boolean isBare(String segment) {
    for (int i = 0; i < segment.length(); i++) {
      if (!isBare(segment.charAt(i))) {
        return false;
      }
    }
    return !segment.isEmpty();
  }

  private static boolean isBare(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  private static List<String> split(String text) {
    List<String> segments = new ArrayList<>();
    int at = 0;
    while (true) {
      StringBuilder segment = new StringBuilder();
      at =
          at < text.length() && text.charAt(at) == '"'
              ? quotedSegment(text, at, segment)
              : bareSegment(text, at, segment);
      segments.add(segment.toString());
      if (at == text.length()) {
        return segments;
      }
      if (text.charAt(at) != '.') {
        throw new KeyException(text, "character " + (at + 1) + " is '" + text.charAt(at) + "'");
      }
      at++;
    }
  }

  private static int bareSegment(String text, int start, StringBuilder segment) {
    int at = start;
    while (at < text.length() && isBare(text.charAt(at))) {
      segment.append(text.charAt(at));
      at++;
    }
    if (at == start) {
      throw new KeyException(
          text,
          at == text.length()
              ? "a segment is empty"
              : text.charAt(at) == '.'
                  ? "a segment is empty"
                  : "character " + (at + 1) + " is '" + text.charAt(at) + "'");
    }
    return at;
  }

  private static int quotedSegment(String text, int start, StringBuilder segment) {
    for (int at = start + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        return at + 1;
      }
      if (c == '\\' && at + 1 < text.length()) {
        at++;
        c = text.charAt(at);
      }
      segment.append(c);
    }
    throw new KeyException(text, "a quote is not closed");
  }
}
