package dev.carafe.cli.node.unix;

import java.io.IOException;
import java.io.InputStream;

/// A body as it comes. Its connection is its own, and is closed with it.
///
/// Source: [RFC 9112, sections 6 and 7.1](https://www.rfc-editor.org/rfc/rfc9112#section-6).
final class Body extends InputStream {
  private static final int MOST_TRAILERS = 64;

  private final Connection connection;
  private final Incoming in;
  private final boolean chunked;

  /// What has not been read yet, of the chunk or of the whole.
  private long left;

  private boolean ended;

  private Body(Connection connection, boolean chunked, long left) {
    this.connection = connection;
    this.in = connection.in();
    this.chunked = chunked;
    this.left = left;
  }

  static Body of(Connection connection, AnswerHead head) throws BadAnswerException {
    return head.isChunked()
        ? new Body(connection, true, 0)
        : new Body(connection, false, head.length());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !beginChunk()) {
      return -1;
    }
    int count = in.read(into, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw Incoming.early();
    }
    left -= count;
    if (left == 0 && chunked && !in.line().isEmpty()) {
      throw new BadAnswerException("a chunk of its answer is longer than it says");
    }
    return count;
  }

  /// Whether there is one more.
  private boolean beginChunk() throws IOException {
    if (!chunked || ended) {
      return false;
    }
    left = size(in.line());
    if (left == 0) {
      skipTrailers();
      ended = true;
    }
    return left > 0;
  }

  /// What may follow it behind a semicolon has no meaning.
  private static long size(String line) throws BadAnswerException {
    int semicolon = line.indexOf(';');
    String digits = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
    if (!digits.matches("[0-9a-fA-F]{1,8}")) {
      throw new BadAnswerException(
          "a chunk of its answer does not begin with its size in hexadecimal");
    }
    return Long.parseLong(digits, 16);
  }

  private void skipTrailers() throws IOException {
    for (int i = 0; i < MOST_TRAILERS; i++) {
      if (in.line().isEmpty()) {
        return;
      }
    }
    throw new BadAnswerException("its answer has more than " + MOST_TRAILERS + " trailers");
  }

  @Override
  public void close() {
    connection.close();
  }
}
