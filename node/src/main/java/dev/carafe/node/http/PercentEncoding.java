package dev.carafe.node.http;

import java.nio.ByteBuffer;

/// Decodes the parts of a request's target, once.
///
/// Source: [RFC 3986, section 2.1](https://www.rfc-editor.org/rfc/rfc3986#section-2.1).
final class PercentEncoding {
  private PercentEncoding() {}

  static String decodePath(String path) {
    String decoded = decode(path, false);
    for (int i = 0; i < decoded.length(); i++) {
      if (Character.isISOControl(decoded.charAt(i))) {
        throw new RefusedRequest(Status.BAD_REQUEST, "the path has a control character");
      }
    }
    return decoded;
  }

  /// A name or value in a query: `+` stands for a space, as `application/x-www-form-urlencoded` has
  /// it ([URL standard](https://url.spec.whatwg.org/#urlencoded-parsing)).
  static String decodeForm(String part) {
    return decode(part, true);
  }

  private static String decode(String text, boolean plusIsSpace) {
    if (text.indexOf('%') < 0 && (!plusIsSpace || text.indexOf('+') < 0)) {
      return text;
    }
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        bytes.put((byte) (digit(text, i + 1) << 4 | digit(text, i + 2)));
        i += 2;
      } else {
        bytes.put((byte) (plusIsSpace && c == '+' ? ' ' : c));
      }
    }
    return Utf8.decode(bytes.flip(), "the request's target");
  }

  private static int digit(String text, int at) {
    int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    if (digit < 0) {
      throw new RefusedRequest(
          Status.BAD_REQUEST, "a '%' is not followed by two hexadecimal digits; write '%25'");
    }
    return digit;
  }
}
