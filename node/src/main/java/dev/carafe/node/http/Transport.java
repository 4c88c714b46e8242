package dev.carafe.node.http;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/// What is between the socket and HTTP.
sealed interface Transport permits PlainTransport, TlsTransport {

  /// Finds out who the client is, which may take several messages.
  Session begin(SocketChannel channel) throws IOException;

  /// What kind of thread a connection has.
  Thread.Builder threads();

  /// Whether a client that there is no room for can be told so.
  boolean speaksFirst();
}
