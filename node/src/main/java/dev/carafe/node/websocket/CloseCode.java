package dev.carafe.node.websocket;

/// Why a conversation ends.
///
/// Source: [RFC 6455, section 7.4.1](https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1).
public enum CloseCode {
  NORMAL(1000),
  AWAY(1001),
  PROTOCOL(1002),
  UNSUPPORTED(1003),
  INVALID(1007),
  POLICY(1008),
  SIZE(1009),
  ERROR(1011),
  /// From the registry that the RFC begins.
  AGAIN(1013);

  private final int number;

  CloseCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /// Whether a peer may send this number (section 7.4.2).
  static boolean maySend(int number) {
    boolean known = number >= 1000 && number <= 1014 && number != 1004;
    boolean reserved = number == 1005 || number == 1006;
    return (known && !reserved) || (number >= 3000 && number <= 4999);
  }
}
