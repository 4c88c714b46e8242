package dev.carafe.image.component;

import java.util.regex.Pattern;

/// A pattern over paths: `*` and `?` within one name, `**` over several, `{a,b}` for either.
public record PathPattern(String text) {

  /// Whether it has anything but itself to match.
  public boolean isLiteral() {
    return text.chars().noneMatch(c -> c == '*' || c == '?' || c == '{');
  }

  /// As a regular expression over the whole path, followed by `suffix`.
  public Pattern compile(String suffix) {
    StringBuilder regex = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '*' -> {
          boolean deep = i + 1 < text.length() && text.charAt(i + 1) == '*';
          regex.append(deep ? ".*" : "[^/]*");
          i += deep ? 1 : 0;
        }
        case '?' -> regex.append("[^/]");
        case '{' -> {
          depth++;
          regex.append("(?:");
        }
        case '}' -> {
          depth--;
          regex.append(')');
        }
        case ',' -> regex.append(depth > 0 ? "|" : ",");
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.append(suffix).toString());
  }
}
