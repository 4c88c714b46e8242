package dev.carafe.node.grpc;

/// The kinds of HTTP/2 frame, with the sections that define them.
///
/// Source: [RFC 9113, section 6](https://www.rfc-editor.org/rfc/rfc9113#section-6).
enum FrameType {
  DATA(0x0), // 6.1
  HEADERS(0x1), // 6.2
  PRIORITY(0x2), // 6.3
  RST_STREAM(0x3), // 6.4
  SETTINGS(0x4), // 6.5
  PUSH_PROMISE(0x5), // 6.6
  PING(0x6), // 6.7
  GOAWAY(0x7), // 6.8
  WINDOW_UPDATE(0x8), // 6.9
  CONTINUATION(0x9), // 6.10
  UNKNOWN(0xff); // 4.1: any other, to be ignored

  private static final FrameType[] TYPES = values();

  private final int code;

  FrameType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static FrameType of(int code) {
    for (FrameType type : TYPES) {
      if (type.code == code) {
        return type;
      }
    }
    return UNKNOWN;
  }
}
