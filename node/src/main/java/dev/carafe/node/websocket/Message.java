package dev.carafe.node.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// What a peer says.
public sealed interface Message {

  record Text(String text) implements Message {

    /// The text of a frame, or of all frames of a message.
    ///
    /// @throws ViolationException where it is not UTF-8
    public static Text of(ByteBuffer payload) {
      try {
        return new Text(StandardCharsets.UTF_8.newDecoder().decode(payload).toString());
      } catch (CharacterCodingException _) {
        throw new ViolationException(CloseCode.INVALID, "a text is not UTF-8");
      }
    }
  }

  record Binary(ByteBuffer bytes) implements Message {}

  /// Nothing follows.
  ///
  /// @param code 1005 where the peer gave none
  record Close(int code, String reason) implements Message {
    private static final int NO_CODE = 1005;

    /// Reads the payload of a closing frame (RFC 6455, section 5.5.1).
    ///
    /// @throws ViolationException where it is none
    public static Close of(ByteBuffer payload) {
      if (!payload.hasRemaining()) {
        return new Close(NO_CODE, "");
      }
      if (payload.remaining() == 1) {
        throw new ViolationException(CloseCode.PROTOCOL, "a code has two bytes");
      }
      int code = payload.getShort() & 0xffff;
      if (!CloseCode.maySend(code)) {
        throw new ViolationException(CloseCode.PROTOCOL, "nobody may close with code " + code);
      }
      return new Close(code, Text.of(payload).text());
    }
  }
}
