package dev.carafe.node.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.WritableByteChannel;

/// Sends to one client what is written, a chunk at a time.
final class WrittenBody extends OutputStream {
  private static final int ENOUGH = 16 << 10;

  private final ChunkedBody body;
  private final Connection connection;
  private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();

  private WrittenBody(WritableByteChannel out, Connection connection) {
    this.body = new ChunkedBody(out);
    this.connection = connection;
  }

  /// Returns when all of it is sent.
  static void send(WritableByteChannel out, Connection connection, Writing writing)
      throws IOException {
    WrittenBody stream = new WrittenBody(out, connection);
    connection.waitsFor(Connection.Party.HANDLER);
    writing.writeTo(stream);
    stream.send();
    connection.waitsFor(Connection.Party.READER);
    stream.body.end();
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    chunk.write(bytes, from, length);
    if (chunk.size() >= ENOUGH) {
      send();
    }
  }

  private void send() throws IOException {
    connection.waitsFor(Connection.Party.READER);
    body.write(chunk.toByteArray());
    connection.waitsFor(Connection.Party.HANDLER);
    chunk.reset();
  }
}
