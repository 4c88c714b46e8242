package dev.carafe.node.websocket;

/// What a frame is.
///
/// Source: [RFC 6455, section 5.2](https://www.rfc-editor.org/rfc/rfc6455#section-5.2).
public enum Opcode {
  CONTINUATION(0x0),
  TEXT(0x1),
  BINARY(0x2),
  CLOSE(0x8),
  PING(0x9),
  PONG(0xa);

  private final int number;

  Opcode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /// Control frames may come between the frames of a message.
  public boolean isControl() {
    return number >= CLOSE.number;
  }

  /// @throws ViolationException where the number is reserved
  static Opcode of(int number) {
    return switch (number) {
      case 0x0 -> CONTINUATION;
      case 0x1 -> TEXT;
      case 0x2 -> BINARY;
      case 0x8 -> CLOSE;
      case 0x9 -> PING;
      case 0xa -> PONG;
      default ->
          throw new ViolationException(CloseCode.PROTOCOL, "no frame has the opcode " + number);
    };
  }
}
