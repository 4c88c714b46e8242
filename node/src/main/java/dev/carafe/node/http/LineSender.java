package dev.carafe.node.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Optional;

/// Sends lines to one client as they come, those that are there at once together in a chunk, and an
/// empty line when none came for a while: so both sides learn when the other has gone.
final class LineSender {
  private static final byte[] EMPTY_LINE = {'\n'};
  private static final int ENOUGH = 16 << 10;

  private final ChunkedBody body;
  private final Connection connection;
  private final Duration heartbeat;

  LineSender(WritableByteChannel out, Connection connection, Duration heartbeat) {
    this.body = new ChunkedBody(out);
    this.connection = connection;
    this.heartbeat = heartbeat;
  }

  /// Returns when there are no more lines.
  void send(LineStream.Source source) throws IOException {
    connection.waitsFor(Connection.Party.HANDLER);
    try (LineStream lines = source.open()) {
      while (!lines.isOver()) {
        connection.waitsFor(Connection.Party.HANDLER);
        byte[] chunk = chunk(lines);
        connection.waitsFor(Connection.Party.READER);
        body.write(chunk);
      }
      connection.waitsFor(Connection.Party.READER);
      body.end();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What is there; empty at the end.
  private byte[] chunk(LineStream lines) throws IOException, InterruptedException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    Optional<byte[]> line = lines.next(heartbeat);
    while (line.isPresent()) {
      chunk.writeBytes(line.get());
      line = chunk.size() < ENOUGH ? lines.next(Duration.ZERO) : Optional.empty();
    }
    return chunk.size() > 0 || lines.isOver() ? chunk.toByteArray() : EMPTY_LINE;
  }
}
