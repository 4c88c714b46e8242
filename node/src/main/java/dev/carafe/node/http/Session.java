package dev.carafe.node.http;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/// What a client and we exchange bytes through, once we know who the client is.
interface Session extends AutoCloseable {
  Peer peer();

  ReadableByteChannel in();

  WritableByteChannel out();

  /// Whether the client would still be let in if it came now.
  boolean isStillWelcome();

  /// Says that nothing more will be sent.
  void endOutput() throws IOException;

  @Override
  void close() throws IOException;
}
