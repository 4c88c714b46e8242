package dev.carafe.trust.tuf;

import dev.carafe.settings.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The bytes of a JSON value that signatures and key identifiers are made of.
///
/// Source: [OLPC, "Canonical JSON"](https://wiki.laptop.org/go/Canonical_JSON). It is not that of
/// RFC 8785: a text has no escapes but those of quotation marks and backslashes.
final class CanonicalJson {
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");

  private final StringBuilder text = new StringBuilder();

  private CanonicalJson() {}

  /// @throws MalformedMetadataException for a number that is no integer, which has no such form
  static byte[] bytes(Json value) {
    CanonicalJson canonical = new CanonicalJson();
    canonical.write(value);
    return canonical.text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write(Json value) {
    switch (value) {
      case Json.Null _ -> text.append("null");
      case Json.Bool(boolean bool) -> text.append(bool);
      case Json.Numeral(String literal) -> number(literal);
      case Json.Text(String string) -> quoted(string);
      case Json.Array(List<Json> elements) -> array(elements);
      case Json.Struct(Map<String, Json> members) -> object(members);
    }
  }

  private void number(String literal) {
    if (!INTEGER.matcher(literal).matches() || literal.equals("-0")) {
      throw new MalformedMetadataException("the number " + literal + " is no integer");
    }
    text.append(literal);
  }

  private void quoted(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char next = string.charAt(i);
      if (next == '"' || next == '\\') {
        text.append('\\');
      }
      text.append(next);
    }
    text.append('"');
  }

  private void array(List<Json> elements) {
    text.append('[');
    String before = "";
    for (Json element : elements) {
      text.append(before);
      write(element);
      before = ",";
    }
    text.append(']');
  }

  private void object(Map<String, Json> members) {
    List<Map.Entry<String, Json>> sorted = new ArrayList<>(members.entrySet());
    sorted.sort(Comparator.comparing(member -> bytesOf(member.getKey()), Arrays::compareUnsigned));
    text.append('{');
    String before = "";
    for (Map.Entry<String, Json> member : sorted) {
      text.append(before);
      quoted(member.getKey());
      text.append(':');
      write(member.getValue());
      before = ",";
    }
    text.append('}');
  }

  /// In UTF-8 the order of bytes is that of the characters.
  private static byte[] bytesOf(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
