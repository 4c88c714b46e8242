package dev.carafe.node.websocket;

/// The peer does not keep to the protocol, or wants more than there is. The connection is closed
/// with this code and, as its reason, the message.
public final class ViolationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final CloseCode code;

  public ViolationException(CloseCode code, String why) {
    super(why, null, false, false);
    this.code = code;
  }

  public CloseCode code() {
    return code;
  }

  public String why() {
    return String.valueOf(getMessage());
  }
}
