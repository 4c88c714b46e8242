package dev.carafe.cli.node;

import java.io.IOException;

/// The node answered, but opens no WebSocket.
final class NoWebSocketException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  NoWebSocketException(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }
}
