package dev.carafe.node.grpc;

import dev.carafe.node.NodeException;

/// The peer of a connection does not speak HTTP/2 as expected, or the connection broke in the
/// middle of a call.
public final class BrokenStreamException extends NodeException {
  private static final long serialVersionUID = 1L;

  BrokenStreamException(String why) {
    super("could not read an answer: " + why);
  }

  BrokenStreamException(Throwable cause) {
    super("could not talk to the server: " + cause.getMessage(), cause);
  }
}
