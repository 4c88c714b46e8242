package dev.carafe.node.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Request line and headers.
///
/// Source: [RFC 9112, section 3](https://www.rfc-editor.org/rfc/rfc9112#section-3).
record RequestHead(
    String method, String path, Query query, Map<String, String> headers, Framing framing) {

  static RequestHead parse(String head) {
    List<String> lines = lines(head);
    String[] words = lines.getFirst().split(" ", -1);
    if (words.length != 3 || !HeaderLines.isToken(words[0]) || !isOrigin(words[1])) {
      throw new RefusedRequest(
          Status.BAD_REQUEST, "the request line is not 'METHOD /PATH HTTP/1.1'");
    }
    if (!words[2].equals("HTTP/1.1")) {
      throw new RefusedRequest(Status.VERSION_NOT_SUPPORTED, "the version is not HTTP/1.1");
    }
    Map<String, String> headers = HeaderLines.parse(lines.subList(1, lines.size()));
    int question = words[1].indexOf('?');
    return new RequestHead(
        words[0],
        PercentEncoding.decodePath(question < 0 ? words[1] : words[1].substring(0, question)),
        Query.parse(question < 0 ? "" : words[1].substring(question + 1)),
        headers,
        Framing.of(headers));
  }

  private static List<String> lines(String head) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int end = head.indexOf("\r\n"); end >= 0; end = head.indexOf("\r\n", start)) {
      lines.add(head.substring(start, end));
      start = end + 2;
    }
    lines.add(head.substring(start));
    return lines;
  }

  /// A path in visible ASCII. Quotes, which belong in keys, come from some clients as they are.
  private static boolean isOrigin(String target) {
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c > '~' || c == '#') {
        return false;
      }
    }
    return target.startsWith("/");
  }

  /// Whether the client holds the body back until we want it (RFC 9110, section 10.1.1).
  boolean waitsToSend() {
    return framing.hasBody() && headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue");
  }
}
