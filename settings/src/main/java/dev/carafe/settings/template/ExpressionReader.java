package dev.carafe.settings.template;

import dev.carafe.settings.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Reads what stands in a tag: `helper argument "text" (helper x) as |name|`.
final class ExpressionReader {
  private static final int DEEPEST = 32;

  private final TemplateText text;
  private final int to;
  private int at;
  private int depth;

  ExpressionReader(TemplateText text, int from, int to) {
    this.text = text;
    this.at = from;
    this.to = to;
  }

  boolean isAtEnd() {
    space();
    return at == to;
  }

  /// A value, or a helper and its arguments, to the end of the tag.
  Expression whole() {
    Expression first = one();
    if (isAtEnd()) {
      return first;
    }
    return call(first);
  }

  /// A helper and its arguments, perhaps none, to the end of the tag or to `as |names|`.
  Expression.Call call() {
    return call(one());
  }

  private Expression.Call call(Expression helper) {
    List<Expression> arguments = new ArrayList<>();
    while (!isAtEnd() && text.charAt(at) != ')' && !isNames()) {
      arguments.add(one());
    }
    return new Expression.Call(helper.at(), helperName(helper), arguments);
  }

  private String helperName(Expression helper) {
    if (helper instanceof Expression.Path(_, int up, List<String> segments, _)
        && up == 0
        && segments.size() == 1) {
      return segments.getFirst();
    }
    throw text.wrong(helper.at(), "no helper's name", "write the name of a helper first");
  }

  /// The names of `as |value key|`, none where it is not there.
  List<String> names() {
    List<String> names = new ArrayList<>();
    if (isAtEnd()) {
      return names;
    }
    if (!isNames()) {
      throw unexpected();
    }
    at = text.indexOf("|", at) + 1;
    int end = text.indexOf("|", at);
    if (end < 0 || end > to) {
      throw text.wrong(at, "'|' is not closed", "write as |value key|");
    }
    for (String name : text.text().substring(at, end).strip().split("\\s+", -1)) {
      names.add(name);
    }
    at = end + 1;
    return names;
  }

  private boolean isNames() {
    space();
    if (!text.startsWith("as", at)) {
      return false;
    }
    int behind = at + 2;
    while (behind < to && Character.isWhitespace(text.charAt(behind))) {
      behind++;
    }
    return behind > at + 2 && behind < to && text.charAt(behind) == '|';
  }

  private Expression one() {
    space();
    if (at == to) {
      throw text.wrong(at, "nothing in a tag", "write a setting or a helper");
    }
    int start = at;
    char c = text.charAt(at);
    if (c == '(') {
      at++;
      depth++;
      if (depth > DEEPEST) {
        throw text.wrong(start, "more than " + DEEPEST + " helpers in each other", "nest fewer");
      }
      Expression.Call call = call(one());
      depth--;
      space();
      if (at == to || text.charAt(at) != ')') {
        throw text.wrong(start, "'(' is not closed", "write )");
      }
      at++;
      return call;
    }
    if (c == '"' || c == '\'') {
      return new Expression.Literal(start, Json.of(quoted(c, start)));
    }
    if (c == '@') {
      at++;
      List<String> segments = segments();
      String name = segments.getFirst();
      return new Expression.Data(start, name, segments.subList(1, segments.size()));
    }
    return word(start);
  }

  private String quoted(char quote, int start) {
    int end = text.indexOf(String.valueOf(quote), at + 1);
    if (end < 0 || end >= to) {
      throw text.wrong(start, "a quote is not closed", "write " + quote);
    }
    String content = text.text().substring(at + 1, end);
    at = end + 1;
    return content;
  }

  private Expression word(int start) {
    int up = 0;
    while (text.startsWith("../", at)) {
      up++;
      at += 3;
    }
    if (text.startsWith("..", at)) {
      up++;
      at += 2;
      return new Expression.Path(start, up, List.of(), written(start));
    }
    if (text.startsWith("./", at)) {
      at += 2;
    }
    List<String> segments = segments();
    if (at < to && text.charAt(at) == '=') {
      throw text.wrong(start, "arguments by name are not supported", "write the value alone");
    }
    String written = written(start);
    if (up == 0 && segments.size() == 1) {
      switch (written) {
        case "true", "false" -> {
          return new Expression.Literal(start, Json.of(written.equals("true")));
        }
        case "null", "undefined" -> {
          return new Expression.Literal(start, new Json.Null());
        }
        default -> {
          if (isNumber(written)) {
            return new Expression.Literal(start, new Json.Numeral(written));
          }
        }
      }
    }
    boolean isThis = segments.getFirst().equals("this") || segments.getFirst().equals(".");
    return new Expression.Path(
        start, up, isThis ? segments.subList(1, segments.size()) : segments, written);
  }

  private String written(int start) {
    return text.text().substring(start, at);
  }

  /// Segments with dots or slashes between them; in brackets or quotes, a segment may hold them.
  private List<String> segments() {
    List<String> segments = new ArrayList<>();
    if (text.startsWith(".", at) && !text.startsWith("..", at)) {
      at++;
      segments.add(".");
      return segments;
    }
    while (true) {
      segments.add(segment());
      boolean more = at < to && (text.charAt(at) == '.' || text.charAt(at) == '/');
      if (!more) {
        return segments;
      }
      at++;
    }
  }

  private String segment() {
    int start = at;
    if (at < to && (text.charAt(at) == '[' || text.charAt(at) == '"')) {
      String close = text.charAt(at) == '[' ? "]" : "\"";
      int end = text.indexOf(close, at + 1);
      if (end < 0 || end >= to) {
        throw text.wrong(start, "'" + text.charAt(start) + "' is not closed", "write " + close);
      }
      at = end + 1;
      return text.text().substring(start + 1, end);
    }
    while (at < to && isSegmentCharacter(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw unexpected();
    }
    return text.text().substring(start, at);
  }

  private TemplateException unexpected() {
    return at < to
        ? text.wrong(at, "unexpected '" + text.charAt(at) + "'", "write a setting or a helper")
        : text.wrong(at, "a name ends early", "write what comes after the dot");
  }

  private void space() {
    while (at < to && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isSegmentCharacter(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == ':';
  }

  private static boolean isNumber(String word) {
    int start = word.startsWith("-") ? 1 : 0;
    return word.length() > start
        && word.substring(start).chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
