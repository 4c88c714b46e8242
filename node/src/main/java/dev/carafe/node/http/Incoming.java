package dev.carafe.node.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a client has sent and nobody has read yet.
final class Incoming implements ReadableByteChannel {
  /// Request line and headers together.
  static final int LARGEST_HEAD = 8192;

  private static final int LONGEST_LINE = 1024;

  private final ReadableByteChannel channel;
  private final ByteBuffer received = ByteBuffer.allocate(LARGEST_HEAD).flip();

  Incoming(ReadableByteChannel channel) {
    this.channel = channel;
  }

  boolean hasMore() {
    return received.hasRemaining();
  }

  /// Waits for more; false where the client has closed the connection.
  boolean awaitMore() throws IOException {
    return hasMore() || fill();
  }

  /// Everything up to the first empty line, without it; empty when the client has closed the
  /// connection.
  Optional<String> head() throws IOException {
    int end;
    while ((end = endOfHead()) < 0) {
      if (received.remaining() == LARGEST_HEAD) {
        throw new RefusedRequest(
            Status.HEADERS_TOO_LARGE,
            "request line and headers have more than " + LARGEST_HEAD + " bytes");
      }
      if (!fill()) {
        return Optional.empty();
      }
    }
    String head = take(end);
    received.position(received.position() + 4);
    return Optional.of(head);
  }

  /// Where the first empty line begins, or -1.
  private int endOfHead() {
    for (int i = received.position() + 3; i < received.limit(); i++) {
      if (received.get(i) == '\n'
          && received.get(i - 1) == '\r'
          && received.get(i - 2) == '\n'
          && received.get(i - 3) == '\r') {
        return i - 3 - received.position();
      }
    }
    return -1;
  }

  /// The next line, without its `\r\n`. A line feed alone ends no line.
  String line() throws IOException {
    int length = 0;
    while (true) {
      while (length >= received.remaining()) {
        fillOrFail();
      }
      if (received.get(received.position() + length) == '\n') {
        break;
      }
      if (++length > LONGEST_LINE) {
        throw new RefusedRequest(Status.BAD_REQUEST, "a line of the chunked body is too long");
      }
    }
    String line = take(length + 1);
    if (!line.endsWith("\r\n")) {
      throw new RefusedRequest(Status.BAD_REQUEST, "a line of the body does not end with CR LF");
    }
    return line.substring(0, length - 1);
  }

  /// Fills the rest of a buffer.
  void readFully(ByteBuffer into) throws IOException {
    take(into);
    while (into.hasRemaining()) {
      if (channel.read(into) < 0) {
        throw new EOFException("the client left in the middle of a body");
      }
    }
  }

  /// As a channel: what has been received comes first.
  @Override
  public int read(ByteBuffer into) throws IOException {
    if (!received.hasRemaining()) {
      return channel.read(into);
    }
    return take(into);
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private int take(ByteBuffer into) {
    int count = Math.min(into.remaining(), received.remaining());
    into.put(received.slice(received.position(), count));
    received.position(received.position() + count);
    return count;
  }

  private String take(int length) {
    byte[] bytes = new byte[length];
    received.get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private void fillOrFail() throws IOException {
    if (!fill()) {
      throw new EOFException("the client left in the middle of a body");
    }
  }

  private boolean fill() throws IOException {
    received.compact();
    try {
      return channel.read(received) >= 0;
    } finally {
      received.flip();
    }
  }
}
