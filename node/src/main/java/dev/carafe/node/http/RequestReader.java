package dev.carafe.node.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads the requests of one connection, strictly: a request that two readers could understand
/// differently is refused, and what follows it is not read, for nobody knows where the next one
/// begins.
///
/// Source: [RFC 9112](https://www.rfc-editor.org/rfc/rfc9112).
final class RequestReader {
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final Incoming incoming;
  private final WritableByteChannel out;
  private final Peer peer;
  private final BodyReader bodies;

  RequestReader(ReadableByteChannel in, WritableByteChannel out, Peer peer, BodyBudget bodyBudget) {
    this.incoming = new Incoming(in);
    this.out = out;
    this.peer = peer;
    this.bodies = new BodyReader(incoming, bodyBudget);
  }

  /// Waits until the client has begun the next request, and returns whether it has.
  boolean hasNext() throws IOException {
    return incoming.awaitMore();
  }

  /// The next request; empty when the client has closed the connection.
  Optional<Request> next() throws IOException {
    Optional<String> text = incoming.head();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    RequestHead head = RequestHead.parse(text.get());
    if (head.waitsToSend() && !incoming.hasMore()) {
      ResponseWriter.writeAll(out, ByteBuffer.wrap(CONTINUE));
    }
    ByteBuffer body = bodies.read(head.framing());
    return Optional.of(
        new Request(head.method(), head.path(), head.query(), head.headers(), body, peer));
  }

  /// What the client has sent and sends from here on, which is no HTTP.
  ReadableByteChannel rest() {
    return incoming;
  }

  /// Gives the memory of the last request's body to other requests.
  void forget() {
    bodies.giveBack();
  }
}
