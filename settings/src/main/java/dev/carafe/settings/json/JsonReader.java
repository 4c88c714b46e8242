package dev.carafe.settings.json;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one JSON text, strictly: no comments, no trailing commas, no repeated names, at most 64
/// levels.
///
/// Source: [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259).
public final class JsonReader {
  private static final int DEEPEST = 64;

  private final String text;
  private final int most;
  private int at;
  private int depth;
  private int count;

  private JsonReader(String text, int most) {
    this.text = text;
    this.most = most;
  }

  /// The value that a text is.
  ///
  /// @throws JsonSyntaxException where the text is not JSON
  public static Json read(String text) {
    return read(text, Integer.MAX_VALUE);
  }

  /// The value that a text is, with a limit to the values in it: the smallest takes many times the
  /// memory of its text.
  ///
  /// @throws JsonSyntaxException where the text is not JSON, or has more values
  public static Json read(String text, int most) {
    JsonReader reader = new JsonReader(text, most);
    Json value = reader.value();
    reader.space();
    if (reader.at < text.length()) {
      throw reader.wrong("the end");
    }
    return value;
  }

  private Json value() {
    space();
    if (++count > most) {
      throw wrong("at most " + most + " values");
    }
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> new Json.Text(string());
      case 't' -> word("true", new Json.Bool(true));
      case 'f' -> word("false", new Json.Bool(false));
      case 'n' -> word("null", new Json.Null());
      default -> number();
    };
  }

  private Json object() {
    enter();
    Map<String, Json> members = new LinkedHashMap<>();
    for (boolean more = open('}'); more; more = comma('}')) {
      space();
      String name = string();
      space();
      expect(':');
      if (members.put(name, value()) != null) {
        throw wrong("a name that is new, not a second '" + name + "'");
      }
    }
    depth--;
    return new Json.Struct(members);
  }

  private Json array() {
    enter();
    List<Json> elements = new ArrayList<>();
    for (boolean more = open(']'); more; more = comma(']')) {
      elements.add(value());
    }
    depth--;
    return new Json.Array(elements);
  }

  private void enter() {
    if (++depth > DEEPEST) {
      throw wrong("at most " + DEEPEST + " levels");
    }
    at++;
  }

  /// Whether an element follows the opening bracket.
  private boolean open(char end) {
    space();
    if (peek() == end) {
      at++;
      return false;
    }
    return true;
  }

  /// Whether an element follows the one just read.
  private boolean comma(char end) {
    space();
    char next = peek();
    if (next != ',' && next != end) {
      throw wrong("',' or '" + end + "'");
    }
    at++;
    return next == ',';
  }

  private Json word(String word, Json value) {
    if (!text.startsWith(word, at)) {
      throw wrong("'" + word + "'");
    }
    at += word.length();
    return value;
  }

  /// Section 6.
  private Json number() {
    int start = at;
    skip('-');
    if (!skip('0')) {
      digits();
    }
    if (skip('.')) {
      digits();
    }
    if (skip('e') || skip('E')) {
      if (!skip('+')) {
        skip('-');
      }
      digits();
    }
    return new Json.Numeral(text.substring(start, at));
  }

  private void digits() {
    int start = at;
    while (isDigit(peek())) {
      at++;
    }
    if (at == start) {
      throw wrong("a value");
    }
  }

  /// Section 7.
  private String string() {
    expect('"');
    int start = at;
    char c = peek();
    while (c >= ' ' && c != '"' && c != '\\') {
      at++;
      c = peek();
    }
    String plain = text.substring(start, at);
    return c == '"' ? ended(plain) : withEscapes(new StringBuilder(plain));
  }

  private String ended(String string) {
    at++;
    return string;
  }

  private String withEscapes(StringBuilder string) {
    while (true) {
      char c = peek();
      if (c < ' ') {
        throw wrong("'\"'");
      }
      at++;
      if (c == '"') {
        return string.toString();
      }
      string.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> {
        at--;
        throw wrong("an escape");
      }
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      if (!HexFormat.isHexDigit(peek())) {
        throw wrong("four hexadecimal digits");
      }
      code = code << 4 | HexFormat.fromHexDigit(peek());
      at++;
    }
    return (char) code;
  }

  private void space() {
    while (isSpace(peek())) {
      at++;
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private boolean skip(char c) {
    boolean found = peek() == c;
    at += found ? 1 : 0;
    return found;
  }

  private void expect(char c) {
    if (!skip(c)) {
      throw wrong("'" + c + "'");
    }
  }

  /// The next character, NUL at the end: NUL itself is nowhere allowed.
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private JsonSyntaxException wrong(String expected) {
    int lineStart = text.lastIndexOf('\n', at - 1) + 1;
    int line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    return new JsonSyntaxException(line, at - lineStart + 1, found, expected);
  }
}
