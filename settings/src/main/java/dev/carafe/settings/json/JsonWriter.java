package dev.carafe.settings.json;

import java.util.List;
import java.util.Map;

/// Writes JSON values, without white space or for people.
///
/// Source: [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259).
public final class JsonWriter {
  private final StringBuilder out = new StringBuilder();

  private JsonWriter() {}

  public static String write(Json value) {
    JsonWriter writer = new JsonWriter();
    writer.append(value);
    return writer.out.toString();
  }

  /// A value with a line for each member and element, ended by a line end.
  public static String indented(Json value) {
    JsonWriter writer = new JsonWriter();
    writer.appendLines(value, "\n");
    return writer.out.append('\n').toString();
  }

  private void appendLines(Json value, String line) {
    switch (value) {
      case Json.Array(List<Json> elements) when !elements.isEmpty() -> {
        char before = '[';
        for (Json element : elements) {
          out.append(before).append(line).append("  ");
          appendLines(element, line + "  ");
          before = ',';
        }
        out.append(line).append(']');
      }
      case Json.Struct(Map<String, Json> members) when !members.isEmpty() -> {
        char before = '{';
        for (Map.Entry<String, Json> member : members.entrySet()) {
          out.append(before).append(line).append("  ");
          appendText(member.getKey());
          out.append(": ");
          appendLines(member.getValue(), line + "  ");
          before = ',';
        }
        out.append(line).append('}');
      }
      case Json.Array _, Json.Struct _, Json.Text _, Json.Numeral _, Json.Bool _, Json.Null _ ->
          append(value);
    }
  }

  private void append(Json value) {
    switch (value) {
      case Json.Text(String text) -> appendText(text);
      case Json.Numeral(String literal) -> out.append(literal);
      case Json.Bool(boolean bool) -> out.append(bool);
      case Json.Null() -> out.append("null");
      case Json.Array array -> appendArray(array);
      case Json.Struct object -> appendObject(object);
    }
  }

  private void appendArray(Json.Array array) {
    char before = '[';
    for (Json element : array.elements()) {
      out.append(before);
      append(element);
      before = ',';
    }
    out.append(before == '[' ? "[]" : "]");
  }

  private void appendObject(Json.Struct object) {
    char before = '{';
    for (var member : object.members().entrySet()) {
      out.append(before);
      appendText(member.getKey());
      out.append(':');
      append(member.getValue());
      before = ',';
    }
    out.append(before == '{' ? "{}" : "}");
  }

  /// Section 7.
  private void appendText(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7f) {
            out.append("\\u00")
                .append(Character.forDigit(c >> 4, 16))
                .append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
