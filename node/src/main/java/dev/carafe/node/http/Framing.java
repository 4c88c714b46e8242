package dev.carafe.node.http;

import java.util.Locale;
import java.util.Map;

/// How the end of a request's body is found.
///
/// Source: [RFC 9112, section 6](https://www.rfc-editor.org/rfc/rfc9112#section-6).
sealed interface Framing {

  boolean hasBody();

  /// The number of bytes is known; 0 where there is no body.
  record Length(int bytes) implements Framing {
    @Override
    public boolean hasBody() {
      return bytes > 0;
    }
  }

  record Chunked() implements Framing {
    @Override
    public boolean hasBody() {
      return true;
    }
  }

  /// What the headers say. Two ways at once are how requests are smuggled, so they are refused.
  static Framing of(Map<String, String> headers) {
    String length = headers.get("content-length");
    String coding = headers.get("transfer-encoding");
    if (coding == null) {
      return length == null ? new Length(0) : new Length(length(length));
    }
    if (length != null) {
      throw new RefusedRequest(
          Status.BAD_REQUEST, "a request has Content-Length or Transfer-Encoding, not both");
    }
    if (!coding.toLowerCase(Locale.ROOT).equals("chunked")) {
      throw new RefusedRequest(Status.NOT_IMPLEMENTED, "the only transfer coding is 'chunked'");
    }
    return new Chunked();
  }

  private static int length(String text) {
    boolean number = !text.isEmpty();
    for (int i = 0; i < text.length(); i++) {
      number &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!number) {
      throw new RefusedRequest(Status.BAD_REQUEST, "Content-Length is not a number");
    }
    if (text.length() > 18 || Long.parseLong(text) > BodyReader.LARGEST_BODY) {
      throw BodyReader.tooLarge();
    }
    return Integer.parseInt(text);
  }
}
