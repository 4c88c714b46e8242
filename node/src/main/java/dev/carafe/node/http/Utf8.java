package dev.carafe.node.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Text from outside: what is no UTF-8 is refused, not replaced.
final class Utf8 {
  private Utf8() {}

  /// @param what how the message calls the bytes
  static String decode(ByteBuffer bytes, String what) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException _) {
      throw new RefusedRequest(Status.BAD_REQUEST, what + " is not UTF-8");
    }
  }
}
