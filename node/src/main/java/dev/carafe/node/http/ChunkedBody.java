package dev.carafe.node.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/// A body whose length is not known before its end.
///
/// Source: [RFC 9112, section 7.1](https://www.rfc-editor.org/rfc/rfc9112#section-7.1).
record ChunkedBody(WritableByteChannel out) {
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  /// Writes a chunk; nothing where it is empty, as that would be the end.
  void write(byte[] block) throws IOException {
    if (block.length == 0) {
      return;
    }
    byte[] size = (Integer.toHexString(block.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    ResponseWriter.writeAll(
        out,
        ByteBuffer.allocate(size.length + block.length + 2)
            .put(size)
            .put(block)
            .put(LINE_END)
            .flip());
  }

  void end() throws IOException {
    ResponseWriter.writeAll(out, ByteBuffer.wrap(LAST_CHUNK));
  }
}
