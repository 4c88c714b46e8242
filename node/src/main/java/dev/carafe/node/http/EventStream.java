package dev.carafe.node.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Sends events to one client as they come, each as a chunk, and a comment when none came for a
/// while: so both sides learn when the other has gone.
///
/// Source: [RFC 9112, section 7.1](https://www.rfc-editor.org/rfc/rfc9112#section-7.1).
final class EventStream {
  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final WritableByteChannel out;
  private final Connection connection;
  private final Duration heartbeat;

  EventStream(WritableByteChannel out, Connection connection, Duration heartbeat) {
    this.out = out;
    this.connection = connection;
    this.heartbeat = heartbeat;
  }

  /// Returns when the source has ended the stream or the client is too far behind.
  void send(EventSource source) throws IOException {
    EventQueue queue = new EventQueue();
    try (EventSource.Subscription _ = source.subscribe(queue)) {
      while (!queue.isOver()) {
        connection.waitsFor(Connection.Party.HANDLER);
        Optional<Event> event = queue.next(heartbeat);
        connection.waitsFor(Connection.Party.READER);
        writeChunk(event.isPresent() ? event.get().encode() : COMMENT);
      }
      ResponseWriter.writeAll(out, ByteBuffer.wrap(LAST_CHUNK));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeChunk(byte[] block) throws IOException {
    byte[] size = (Integer.toHexString(block.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    ResponseWriter.writeAll(
        out,
        ByteBuffer.allocate(size.length + block.length + 2)
            .put(size)
            .put(block)
            .put(LINE_END)
            .flip());
  }
}
