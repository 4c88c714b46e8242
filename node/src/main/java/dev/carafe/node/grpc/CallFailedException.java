package dev.carafe.node.grpc;

import dev.carafe.node.NodeException;

/// A server answered a call with an error: which method, which status, and the server's own words.
public final class CallFailedException extends NodeException {
  private static final long serialVersionUID = 1L;

  private final transient StatusCode status;
  private final String reason;

  CallFailedException(String method, StatusCode status, String reason) {
    super("could not call " + method + ": " + status + ": " + reason);
    this.status = status;
    this.reason = reason;
  }

  public StatusCode status() {
    return status;
  }

  /// The server's own words.
  public String reason() {
    return reason;
  }
}
