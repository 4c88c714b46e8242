package dev.carafe.node.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The header section of a request, read strictly.
///
/// Source: [RFC 9112, section 5](https://www.rfc-editor.org/rfc/rfc9112#section-5).
final class HeaderLines {
  /// A second one of these would be a second opinion on where the request ends or whom it is for.
  private static final Set<String> ONCE = Set.of("content-length", "host", "transfer-encoding");

  private HeaderLines() {}

  /// The values by names in lower case; values of the same name are joined by commas.
  static Map<String, String> parse(List<String> lines) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : lines) {
      int colon = check(line);
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      String before = headers.get(name);
      if (before != null && ONCE.contains(name)) {
        throw new RefusedRequest(Status.BAD_REQUEST, "header " + name + " comes twice");
      }
      headers.put(name, before == null ? value : before + ", " + value);
    }
    if (!headers.containsKey("host")) {
      throw new RefusedRequest(Status.BAD_REQUEST, "there is no Host header");
    }
    return headers;
  }

  /// Where the colon of a well-formed line is.
  static int check(String line) {
    int colon = line.indexOf(':');
    if (colon < 1 || !isToken(line.substring(0, colon)) || hasControl(line)) {
      throw new RefusedRequest(Status.BAD_REQUEST, "a header line is not 'NAME: VALUE'");
    }
    return colon;
  }

  /// RFC 9110, section 5.6.2.
  static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean alphanumeric =
          (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!alphanumeric && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  static boolean hasControl(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        return true;
      }
    }
    return false;
  }
}
