package dev.carafe.node.grpc;

import dev.carafe.node.NodeException;

/// A call was answered with an error. Source: gRPC status codes.
public final class CallException extends NodeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  CallException(String method, int status, String message) {
    super("could not call %s: %s (gRPC status %d)".formatted(method, message, status));
    this.status = status;
  }

  CallException(String method, Throwable cause) {
    super("could not call %s: %s".formatted(method, cause.getMessage()), cause);
    this.status = 14;
  }

  /// The gRPC status code; 14 where there was no answer.
  public int status() {
    return status;
  }
}
