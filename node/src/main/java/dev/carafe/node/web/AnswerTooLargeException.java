package dev.carafe.node.web;

import java.io.IOException;

/// A server's answer has no end that would be reasonable.
public final class AnswerTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  AnswerTooLargeException(int most) {
    super("the answer is larger than " + most + " bytes");
  }
}
