package dev.carafe.node.websocket;

import java.nio.ByteBuffer;

/// A piece of a message, or a word about the connection.
///
/// Source: [RFC 6455, section 5.2](https://www.rfc-editor.org/rfc/rfc6455#section-5.2).
///
/// @param last whether the message ends with it
/// @param payload not masked
public record Frame(boolean last, Opcode opcode, ByteBuffer payload) {
  private static final int LARGEST_HEADER = 14;
  private static final int MASKED = 0x80;

  /// As a server sends it.
  public ByteBuffer unmasked() {
    return header(0).put(payload.duplicate()).flip();
  }

  /// As a client sends it.
  ///
  /// @param mask which nobody may foresee (section 5.3)
  public ByteBuffer masked(int mask) {
    ByteBuffer frame = header(MASKED).putInt(mask);
    ByteBuffer rest = payload.duplicate();
    for (int i = 0; rest.hasRemaining(); i++) {
      frame.put((byte) (rest.get() ^ maskByte(mask, i)));
    }
    return frame.flip();
  }

  static int maskByte(int mask, int index) {
    return mask >>> (24 - 8 * (index & 3));
  }

  private ByteBuffer header(int masked) {
    int length = payload.remaining();
    ByteBuffer frame = ByteBuffer.allocate(LARGEST_HEADER + length);
    frame.put((byte) ((last ? 0x80 : 0) | opcode.number()));
    if (length < 126) {
      frame.put((byte) (masked | length));
    } else if (length <= 0xffff) {
      frame.put((byte) (masked | 126)).putShort((short) length);
    } else {
      frame.put((byte) (masked | 127)).putLong(length);
    }
    return frame;
  }
}
