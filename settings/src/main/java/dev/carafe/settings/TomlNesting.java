package dev.carafe.settings;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;

/// How deep lists, tables and dotted keys of a TOML text are in each other. The parser goes down a
/// level of calls for each, and a text of brackets would take all of its stack.
///
/// Source: [TOML 1.0](https://toml.io/en/v1.0.0).
final class TomlNesting {
  static final int DEEPEST = 64;

  private final String text;

  /// How many dots each open bracket has seen since its last comma or line.
  private final Deque<Integer> open = new ArrayDeque<>();

  private int dots;
  private int depth;
  private int at;

  private TomlNesting(String text) {
    this.text = text;
  }

  /// Where a text goes too deep.
  static OptionalInt tooDeep(String text) {
    return new TomlNesting(text).tooDeep();
  }

  private OptionalInt tooDeep() {
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '#' -> skipComment();
        case '"', '\'' -> skipString(c);
        default -> {
          count(c);
          if (depth > DEEPEST) {
            return OptionalInt.of(at);
          }
          at++;
        }
      }
    }
    return OptionalInt.empty();
  }

  private void count(char c) {
    switch (c) {
      case '.' -> {
        dots++;
        depth++;
      }
      case '[', '{' -> {
        open.push(dots);
        dots = 0;
        depth++;
      }
      case ']', '}' -> close();
      case ',', '\n' -> forgetDots();
      default -> {}
    }
  }

  private void close() {
    if (!open.isEmpty()) {
      forgetDots();
      dots = open.pop();
      depth--;
    }
  }

  private void forgetDots() {
    depth -= dots;
    dots = 0;
  }

  private void skipComment() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  /// To behind the closing quote. A string on one line ends with the line, closed or not.
  private void skipString(char quote) {
    if (text.startsWith(String.valueOf(quote).repeat(3), at)) {
      skipLongString(quote);
      return;
    }
    at++;
    while (at < text.length() && text.charAt(at) != '\n') {
      char c = text.charAt(at);
      at += isEscape(c, quote) && !text.startsWith("\n", at + 1) ? 2 : 1;
      if (c == quote) {
        return;
      }
    }
  }

  /// To behind the closing quotes, before which two more may be the string's own.
  private void skipLongString(char quote) {
    String end = String.valueOf(quote).repeat(3);
    at += 3;
    while (at < text.length() && !text.startsWith(end, at)) {
      at += isEscape(text.charAt(at), quote) ? 2 : 1;
    }
    at += 3;
    for (int i = 0; i < 2 && at < text.length() && text.charAt(at) == quote; i++) {
      at++;
    }
  }

  private static boolean isEscape(char c, char quote) {
    return c == '\\' && quote == '"';
  }
}
