package dev.carafe.node.http;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Sends events to one client as they come, each as a chunk, and a comment when none came for a
/// while: so both sides learn when the other has gone.
final class EventStream {
  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.ISO_8859_1);

  private final ChunkedBody body;
  private final Connection connection;
  private final Duration heartbeat;

  EventStream(WritableByteChannel out, Connection connection, Duration heartbeat) {
    this.body = new ChunkedBody(out);
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
        body.write(event.isPresent() ? event.get().encode() : COMMENT);
      }
      body.end();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
