package dev.carafe.node.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Reads bodies. Their memory is taken as they arrive, not as they are announced.
///
/// Source: [RFC 9112, section 7.1](https://www.rfc-editor.org/rfc/rfc9112#section-7.1).
final class BodyReader {
  static final int LARGEST_BODY = 1 << 20;
  private static final int FIRST_PIECE = 8192;
  private static final int MOST_TRAILERS = 64;

  private final Incoming incoming;
  private final BodyBudget budget;
  private ByteBuffer body = ByteBuffer.allocate(0);

  BodyReader(Incoming incoming, BodyBudget budget) {
    this.incoming = incoming;
    this.budget = budget;
  }

  static RefusedRequest tooLarge() {
    return new RefusedRequest(
        Status.CONTENT_TOO_LARGE, "a body may have " + LARGEST_BODY + " bytes");
  }

  /// A whole body, valid until [#giveBack()].
  ByteBuffer read(Framing framing) throws IOException {
    switch (framing) {
      case Framing.Length(int bytes) -> append(bytes);
      case Framing.Chunked() -> readChunks();
    }
    return body.duplicate().flip();
  }

  void giveBack() {
    budget.giveBack(body.capacity());
    body = ByteBuffer.allocate(0);
  }

  private void readChunks() throws IOException {
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      append(size);
      if (!incoming.line().isEmpty()) {
        throw new RefusedRequest(Status.BAD_REQUEST, "a chunk is longer than it says");
      }
    }
    skipTrailers();
  }

  /// The size of the next chunk; what may follow it behind a semicolon has no meaning.
  private int chunkSize() throws IOException {
    String line = incoming.line();
    int semicolon = line.indexOf(';');
    String digits = semicolon < 0 ? line : line.substring(0, semicolon);
    if (digits.isEmpty() || digits.length() > 8 || HeaderLines.hasControl(line)) {
      throw badChunk();
    }
    long size = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (digit < 0) {
        throw badChunk();
      }
      size = size << 4 | digit;
    }
    if (size > LARGEST_BODY - body.position()) {
      throw tooLarge();
    }
    return (int) size;
  }

  private static RefusedRequest badChunk() {
    return new RefusedRequest(
        Status.BAD_REQUEST, "a chunk does not begin with its size in hexadecimal");
  }

  private void skipTrailers() throws IOException {
    for (int i = 0; i < MOST_TRAILERS; i++) {
      String line = incoming.line();
      if (line.isEmpty()) {
        return;
      }
      HeaderLines.check(line);
    }
    throw new RefusedRequest(
        Status.HEADERS_TOO_LARGE, "the body has more than " + MOST_TRAILERS + " trailers");
  }

  private void append(int count) throws IOException {
    int end = body.position() + count;
    while (body.position() < end) {
      if (!body.hasRemaining()) {
        grow(end);
      }
      body.limit(Math.min(end, body.capacity()));
      incoming.readFully(body);
      body.limit(body.capacity());
    }
  }

  /// Doubles the room, up to what is known to be needed.
  private void grow(int needed) {
    int room = Math.min(needed, Math.max(FIRST_PIECE, body.capacity() * 2));
    budget.take(room - body.capacity());
    body = ByteBuffer.allocate(room).put(body.flip());
  }
}
