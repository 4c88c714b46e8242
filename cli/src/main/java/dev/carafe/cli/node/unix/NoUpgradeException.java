package dev.carafe.cli.node.unix;

import java.io.IOException;

/// The node answered, but opens no WebSocket.
public final class NoUpgradeException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String text;

  NoUpgradeException(int status, String text) {
    super("it opens no WebSocket: " + status + " " + text);
    this.status = status;
    this.text = text;
  }

  public int status() {
    return status;
  }

  /// What it said instead.
  public String text() {
    return text;
  }
}
