package dev.carafe.cli.node.unix;

import java.io.IOException;

/// Whoever answers does not keep to HTTP/1.1, or to the limits that are kept here.
public final class BadAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  BadAnswerException(String why) {
    super(why);
  }
}
