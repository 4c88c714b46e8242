package dev.carafe.cli.node.unix;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is asked.
///
/// @param target path and query, encoded already
/// @param headers beside those that a connection and a body need
/// @param body empty for none
public record Request(String method, String target, Map<String, String> headers, String body) {
  public Request {
    headers = new LinkedHashMap<>(headers);
    headers.forEach((name, value) -> demandLine(name + value));
    demandLine(method + target);
  }

  /// Whoever could put a line end here could put another request there.
  private static void demandLine(String text) {
    if (text.chars().anyMatch(character -> character < ' ' || character >= 0x7f)) {
      throw new IllegalArgumentException("a request's line has a character that must not be there");
    }
  }

  Request with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Request(method, target, more, body);
  }

  /// As it is sent.
  ByteBuffer encoded() {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head =
        new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: node\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (content.length > 0) {
      head.append("Content-Length: ").append(content.length).append("\r\n");
    }
    byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(first.length + content.length).put(first).put(content).flip();
  }
}
