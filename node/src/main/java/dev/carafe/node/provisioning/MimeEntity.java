package dev.carafe.node.provisioning;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A message, or a part of one: fields and a body, a character for each byte.
///
/// Source: [RFC 2045](https://www.rfc-editor.org/rfc/rfc2045), [RFC
/// 5322](https://www.rfc-editor.org/rfc/rfc5322) section 2.2.
///
/// @param fields by names in lower case; of two with one name, the first
/// @param bodyLine the line of the body's start, where the message starts in line 1
record MimeEntity(Map<String, String> fields, String body, int bodyLine) {
  private static final String CONTENT_TYPE = "content-type";

  MimeEntity {
    fields = Map.copyOf(fields);
  }

  /// Whether a text starts as a message does, which no TOML can: a bare key has no colon behind it.
  static boolean is(String text) {
    return startsWith(text, CONTENT_TYPE + ":") || startsWith(text, "mime-version:");
  }

  private static boolean startsWith(String text, String start) {
    return text.regionMatches(true, 0, start, 0, start.length());
  }

  /// The fields end at an empty line, or where a line is none.
  static MimeEntity parse(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    String name = "";
    int at = 0;
    int number = 1;
    while (at < text.length()) {
      int end = end(text, at);
      String line = text.substring(at, end).stripTrailing();
      int colon = line.indexOf(':');
      boolean continues = !line.isEmpty() && line.charAt(0) <= ' ' && !name.isEmpty();
      if (!continues && colon <= 0 && !line.isEmpty()) {
        break;
      }
      at = end;
      number++;
      if (line.isEmpty()) {
        break;
      }
      if (continues) {
        fields.merge(name, line.strip(), (value, more) -> value + " " + more);
      } else {
        name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        fields.putIfAbsent(name, line.substring(colon + 1).strip());
      }
    }
    return new MimeEntity(fields, text.substring(at), number);
  }

  /// Behind the line that starts at `at`.
  static int end(String text, int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end + 1;
  }

  /// The type without its parameters, in lower case; RFC 2045, section 5.2, says what it is where
  /// there is none.
  String mediaType() {
    String type = fields.getOrDefault(CONTENT_TYPE, "text/plain");
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  boolean isMultipart() {
    return mediaType().startsWith("multipart/");
  }

  /// What stands between the parts.
  Optional<String> boundary() {
    return parameter(CONTENT_TYPE, "boundary").filter(text -> !text.isEmpty());
  }

  /// The part's file name, without the folders that somebody's mail program may have left in it.
  Optional<String> fileName() {
    return parameter("content-disposition", "filename")
        .or(() -> parameter(CONTENT_TYPE, "name"))
        .map(name -> name.substring(name.lastIndexOf('/') + 1))
        .filter(name -> !name.isEmpty());
  }

  String transferEncoding() {
    return fields.getOrDefault("content-transfer-encoding", "7bit").toLowerCase(Locale.ROOT);
  }

  private Optional<String> parameter(String field, String name) {
    String value = fields.getOrDefault(field, "");
    int at = value.indexOf(';');
    while (at >= 0) {
      int equals = value.indexOf('=', at);
      if (equals < 0) {
        return Optional.empty();
      }
      StringBuilder content = new StringBuilder();
      int end = parameterValue(value, equals + 1, content);
      if (value.substring(at + 1, equals).strip().equalsIgnoreCase(name)) {
        return Optional.of(content.toString());
      }
      at = value.indexOf(';', end);
    }
    return Optional.empty();
  }

  /// A token, or text in quotes; gives where it ends.
  private static int parameterValue(String value, int start, StringBuilder content) {
    int at = start;
    while (at < value.length() && value.charAt(at) == ' ') {
      at++;
    }
    if (at == value.length() || value.charAt(at) != '"') {
      int semicolon = value.indexOf(';', at);
      int end = semicolon < 0 ? value.length() : semicolon;
      content.append(value.substring(at, end).strip());
      return end;
    }
    for (at++; at < value.length() && value.charAt(at) != '"'; at++) {
      if (value.charAt(at) == '\\' && at + 1 < value.length()) {
        at++;
      }
      content.append(value.charAt(at));
    }
    return at;
  }
}
