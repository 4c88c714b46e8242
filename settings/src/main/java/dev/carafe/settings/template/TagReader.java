package dev.carafe.settings.template;

import java.util.Optional;

/// Finds the tags of a template.
final class TagReader {
  private final TemplateText text;

  TagReader(TemplateText text) {
    this.text = text;
  }

  /// The next tag from a place on.
  Optional<Tag> next(int from) {
    int start = text.indexOf("{{", from);
    if (start < 0) {
      return Optional.empty();
    }
    if (start > from && text.charAt(start - 1) == '\\') {
      return Optional.of(
          new Tag(Tag.Kind.ESCAPE, start - 1, start + 2, start, start + 2, false, false));
    }
    boolean isRaw = text.startsWith("{{{", start);
    int inside = start + (isRaw ? 3 : 2);
    boolean trimsBefore = text.startsWith("~", inside);
    inside += trimsBefore ? 1 : 0;
    if (text.startsWith("!--", inside)) {
      return Optional.of(comment(start, inside + 3, "--", trimsBefore));
    }
    if (text.startsWith("!", inside)) {
      return Optional.of(comment(start, inside + 1, "", trimsBefore));
    }
    return Optional.of(tag(start, inside, isRaw ? "}}}" : "}}", trimsBefore));
  }

  private Tag comment(int start, int from, String last, boolean trimsBefore) {
    int end = text.indexOf(last + "}}", from);
    int trimmed = text.indexOf(last + "~}}", from);
    boolean trimsAfter = trimmed >= 0 && (end < 0 || trimmed < end);
    int to = trimsAfter ? trimmed : end;
    if (to < 0) {
      throw text.wrong(start, "a comment is not closed", "write {{!-- ... --}}");
    }
    int behind = to + last.length() + (trimsAfter ? 3 : 2);
    return new Tag(Tag.Kind.COMMENT, start, behind, from, to, trimsBefore, trimsAfter);
  }

  private Tag tag(int start, int inside, String braces, boolean trimsBefore) {
    int close = closing(start, inside, braces);
    boolean trimsAfter = text.charAt(close - 1) == '~';
    int to = close - (trimsAfter ? 1 : 0);
    int from = inside;
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    int end = close + braces.length();
    char first = from < to ? text.charAt(from) : ' ';
    return switch (first) {
      case '#' -> new Tag(Tag.Kind.OPEN, start, end, from + 1, to, trimsBefore, trimsAfter);
      case '/' -> new Tag(Tag.Kind.CLOSE, start, end, from + 1, to, trimsBefore, trimsAfter);
      case '^' -> new Tag(Tag.Kind.ELSE, start, end, from + 1, to, trimsBefore, trimsAfter);
      case '>', '&', '*' ->
          throw text.wrong(start, "'{{" + first + "' is not supported", "write the text itself");
      default -> {
        boolean isElse = isElse(from, to);
        int content = isElse ? from + "else".length() : from;
        Tag.Kind kind = isElse ? Tag.Kind.ELSE : Tag.Kind.VALUE;
        yield new Tag(kind, start, end, content, to, trimsBefore, trimsAfter);
      }
    };
  }

  private boolean isElse(int from, int to) {
    int behind = from + "else".length();
    return text.startsWith("else", from)
        && behind <= to
        && (behind == to || Character.isWhitespace(text.charAt(behind)));
  }

  /// Where the closing braces are; those in quotes do not count.
  private int closing(int start, int inside, String braces) {
    char quote = 0;
    for (int at = inside; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (text.startsWith(braces, at)) {
        return at;
      } else if (c == '"' || c == '\'') {
        quote = c;
      }
    }
    throw text.wrong(start, "'{{' is not closed", "write }}");
  }
}
