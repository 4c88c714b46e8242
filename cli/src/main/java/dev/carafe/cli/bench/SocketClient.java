package dev.carafe.cli.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// One connection to an agent's local socket, on which requests follow each other.
///
/// Source: [RFC 9112](https://www.rfc-editor.org/rfc/rfc9112), as far as the agent's answers go.
final class SocketClient implements AutoCloseable {
  private static final String LENGTH = "content-length:";

  private final SocketChannel channel;
  private final InputStream in;
  private final OutputStream out;

  private SocketClient(SocketChannel channel) {
    this.channel = channel;
    this.in = new BufferedInputStream(Channels.newInputStream(channel));
    this.out = Channels.newOutputStream(channel);
  }

  static SocketClient connect(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      return new SocketClient(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// Sends a request and reads the whole answer.
  ///
  /// @return the answer's body
  /// @throws IOException where the agent refuses, or the connection ends
  String send(String method, String target, String body) throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "%s %s HTTP/1.1\r\nHost: node\r\nContent-Length: %d\r\n\r\n"
            .formatted(method, target, content.length);
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(content);
    String status = line();
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
    }
    String answer = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    if (!status.startsWith("HTTP/1.1 2")) {
      throw new IOException("the agent answered %s %s: %s".formatted(method, target, answer));
    }
    return answer;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the agent ended the connection");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
