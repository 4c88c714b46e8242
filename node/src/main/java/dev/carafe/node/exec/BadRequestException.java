package dev.carafe.node.exec;

/// A client said something that has no meaning here.
final class BadRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadRequestException(String why) {
    super(why, null, false, false);
  }
}
