package dev.carafe.node.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/// Writes answers to one connection.
///
/// Source: [RFC 9112](https://www.rfc-editor.org/rfc/rfc9112).
final class ResponseWriter {
  private ResponseWriter() {}

  /// The answer; of an event stream, and of what comes after an upgrade, the head only.
  ///
  /// @param withBody false for the answer to `HEAD`, which has the headers only
  static void write(
      WritableByteChannel channel, Response response, boolean withBody, boolean lastOne)
      throws IOException {
    byte[] head = head(response, lastOne).getBytes(StandardCharsets.ISO_8859_1);
    if (withBody && response.body() instanceof Response.Bytes(ByteBuffer body)) {
      writeAll(
          channel,
          ByteBuffer.allocate(head.length + body.remaining())
              .put(head)
              .put(body.duplicate())
              .flip());
      return;
    }
    writeAll(channel, ByteBuffer.wrap(head));
    if (withBody && response.body() instanceof Response.File file) {
      writeFile(channel, file);
    }
  }

  private static String head(Response response, boolean lastOne) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(response.status()).append("\r\n");
    if (!response.contentType().isEmpty()) {
      header(head, "Content-Type", response.contentType());
    }
    if (response.body() instanceof Response.Upgraded) {
      header(head, "Connection", "Upgrade");
    } else if (response.body().length().isEmpty()) {
      header(head, "Transfer-Encoding", "chunked");
    } else if (response.status() != Status.NO_CONTENT) {
      header(head, "Content-Length", Long.toString(response.body().length().getAsLong()));
    }
    response.headers().forEach((name, value) -> header(head, name, value));
    if (lastOne) {
      header(head, "Connection", "close");
    }
    return head.append("\r\n").toString();
  }

  private static void header(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static void writeFile(WritableByteChannel channel, Response.File file)
      throws IOException {
    try (FileChannel source = FileChannel.open(file.path())) {
      for (long at = 0; at < file.size(); ) {
        long count = source.transferTo(at, file.size() - at, channel);
        if (count <= 0) {
          throw new IOException(file.path() + " has become shorter");
        }
        at += count;
      }
    }
  }

  static void writeAll(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
