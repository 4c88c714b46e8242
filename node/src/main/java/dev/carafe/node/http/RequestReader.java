package dev.carafe.node.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the requests of one connection, strictly: a request that two readers could understand
/// differently is refused.
///
/// No endpoint takes a body yet, so a request with one is refused.
///
/// Source: [RFC 9112](https://www.rfc-editor.org/rfc/rfc9112).
final class RequestReader {
  /// Request line and headers together.
  static final int LARGEST_HEAD = 8192;

  private final ReadableByteChannel channel;
  private final ByteBuffer received = ByteBuffer.allocate(LARGEST_HEAD).flip();

  RequestReader(ReadableByteChannel channel) {
    this.channel = channel;
  }

  /// The next request; empty when the client has closed the connection.
  Optional<Request> next() throws IOException, RefusedRequest {
    int end;
    while ((end = endOfHead()) < 0) {
      if (received.remaining() == LARGEST_HEAD) {
        throw new RefusedRequest(
            Status.HEADERS_TOO_LARGE,
            "request line and headers have more than " + LARGEST_HEAD + " bytes");
      }
      received.compact();
      int count = channel.read(received);
      received.flip();
      if (count < 0) {
        return Optional.empty();
      }
    }
    byte[] head = new byte[end];
    received.get(head);
    return Optional.of(parse(new String(head, StandardCharsets.ISO_8859_1)));
  }

  /// Where the first empty line ends, or -1.
  private int endOfHead() {
    for (int i = received.position() + 3; i < received.limit(); i++) {
      if (received.get(i) == '\n'
          && received.get(i - 1) == '\r'
          && received.get(i - 2) == '\n'
          && received.get(i - 3) == '\r') {
        return i + 1 - received.position();
      }
    }
    return -1;
  }

  private static Request parse(String head) throws RefusedRequest {
    List<String> lines = List.of(head.substring(0, head.length() - 4).split("\r\n", -1));
    String[] words = lines.getFirst().split(" ", -1);
    if (words.length != 3 || words[0].isEmpty() || !words[1].startsWith("/")) {
      throw new RefusedRequest(
          Status.BAD_REQUEST, "the request line is not 'METHOD /PATH HTTP/1.1'");
    }
    if (!words[2].equals("HTTP/1.1")) {
      throw new RefusedRequest(Status.VERSION_NOT_SUPPORTED, "the version is not HTTP/1.1");
    }
    Map<String, String> headers = headers(lines.subList(1, lines.size()));
    if (headers.containsKey("transfer-encoding")
        || !headers.getOrDefault("content-length", "0").equals("0")) {
      throw new RefusedRequest(Status.CONTENT_TOO_LARGE, "no request may have a body");
    }
    int question = words[1].indexOf('?');
    return question < 0
        ? new Request(words[0], words[1], "", headers)
        : new Request(
            words[0], words[1].substring(0, question), words[1].substring(question + 1), headers);
  }

  /// Section 5.
  private static Map<String, String> headers(List<String> lines) throws RefusedRequest {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon < 1 || !isToken(line.substring(0, colon)) || hasControl(line)) {
        throw new RefusedRequest(Status.BAD_REQUEST, "a header line is not 'NAME: VALUE'");
      }
      String name = lowerCase(line.substring(0, colon));
      String value = line.substring(colon + 1).strip();
      if (headers.merge(name, value, (first, second) -> first + ", " + second).length()
              != value.length()
          && (name.equals("content-length") || name.equals("host"))) {
        throw new RefusedRequest(Status.BAD_REQUEST, "header " + name + " comes twice");
      }
    }
    if (!headers.containsKey("host")) {
      throw new RefusedRequest(Status.BAD_REQUEST, "there is no Host header");
    }
    return headers;
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// RFC 9110, section 5.6.2.
  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean alphanumeric =
          (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!alphanumeric && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasControl(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        return true;
      }
    }
    return false;
  }
}
