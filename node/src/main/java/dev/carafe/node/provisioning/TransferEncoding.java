package dev.carafe.node.provisioning;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// How a part's bytes were made fit for mail, and back.
///
/// Source: [RFC 2045](https://www.rfc-editor.org/rfc/rfc2045) section 6.
final class TransferEncoding {
  private TransferEncoding() {}

  static boolean isKnown(String encoding) {
    return switch (encoding) {
      case "7bit", "8bit", "binary", "base64", "quoted-printable" -> true;
      default -> false;
    };
  }

  /// The bytes behind a body, a character of which is a byte; empty where it is damaged.
  static Optional<byte[]> decode(String encoding, String body) {
    return switch (encoding) {
      case "base64" -> base64(body);
      case "quoted-printable" -> quotedPrintable(body);
      default -> Optional.of(body.getBytes(StandardCharsets.ISO_8859_1));
    };
  }

  /// Section 6.8, but a character outside the alphabet is a damage, not to be skipped.
  static Optional<byte[]> base64(String text) {
    StringBuilder digits = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > ' ') {
        digits.append(text.charAt(i));
      }
    }
    try {
      return Optional.of(Base64.getDecoder().decode(digits.toString()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Section 6.7.
  private static Optional<byte[]> quotedPrintable(String body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length());
    for (int at = 0; at < body.length(); ) {
      int end = MimeEntity.end(body, at);
      String line = body.substring(at, end);
      String content = line.stripTrailing(); // blanks at a line's end were added on the way
      boolean soft = content.endsWith("=");
      if (!octets(soft ? content.substring(0, content.length() - 1) : content, bytes)) {
        return Optional.empty();
      }
      if (!soft && line.endsWith("\n")) {
        bytes.write('\n');
      }
      at = end;
    }
    return Optional.of(bytes.toByteArray());
  }

  private static boolean octets(String line, ByteArrayOutputStream bytes) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != '=') {
        bytes.write(c);
        continue;
      }
      int high = digit(line, i + 1);
      int low = digit(line, i + 2);
      if (high < 0 || low < 0) {
        return false;
      }
      bytes.write(high << 4 | low);
      i += 2;
    }
    return true;
  }

  private static int digit(String line, int at) {
    return at < line.length() ? Character.digit(line.charAt(at), 16) : -1;
  }
}
