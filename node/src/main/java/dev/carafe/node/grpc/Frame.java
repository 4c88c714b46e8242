package dev.carafe.node.grpc;

import java.nio.ByteBuffer;

/// One HTTP/2 frame. The payload is readable from its position to its limit, and only until the
/// next frame is read.
///
/// Source: [RFC 9113, section 4.1](https://www.rfc-editor.org/rfc/rfc9113#section-4.1).
record Frame(FrameType type, int flags, int stream, ByteBuffer payload) {
  static final int HEADER_SIZE = 9;

  /// On `DATA` and `HEADERS`: the last frame of its side of the stream.
  static final int END_STREAM = 0x1;

  /// On `SETTINGS` and `PING`: an acknowledgement.
  static final int ACK = 0x1;

  /// On `HEADERS` and `CONTINUATION`: the last frame of its header block.
  static final int END_HEADERS = 0x4;

  /// On `DATA` and `HEADERS`: a length and that many bytes of padding surround the payload.
  static final int PADDED = 0x8;

  /// On `HEADERS`: five bytes of priority come first.
  static final int PRIORITY = 0x20;

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /// The payload without padding and priority (sections 6.1 and 6.2).
  ByteBuffer content() {
    ByteBuffer content = payload.slice();
    if (has(PADDED)) {
      int padding = content.get() & 0xff;
      content.limit(content.limit() - padding);
    }
    if (type == FrameType.HEADERS && has(PRIORITY)) {
      content.position(content.position() + 5);
    }
    return content;
  }
}
