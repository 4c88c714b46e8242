package dev.carafe.cli.node.unix;

import dev.carafe.node.websocket.Handshake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Answers one request on a Unix-domain socket with any bytes, as no server of ours would.
final class RawNode implements AutoCloseable {
  private final ServerSocketChannel listener;

  /// What it does once it has read the request's head.
  @FunctionalInterface
  interface Answer {
    void give(String head, InputStream in, OutputStream out) throws IOException;
  }

  RawNode(Path socket, Answer answer) throws IOException {
    listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofPlatform().daemon().start(() -> serve(answer));
  }

  static RawNode saying(Path socket, String answer) throws IOException {
    return new RawNode(
        socket, (_, _, out) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /// Opens a WebSocket, and then speaks as it likes.
  static RawNode upgrading(Path socket, Answer answer) throws IOException {
    return new RawNode(
        socket,
        (head, in, out) -> {
          String key = head.replaceAll("(?s).*Sec-WebSocket-Key: (\\S+)\r\n.*", "$1");
          String reply =
              "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                  + "Sec-WebSocket-Accept: "
                  + Handshake.accept(key)
                  + "\r\n\r\n";
          out.write(reply.getBytes(StandardCharsets.ISO_8859_1));
          answer.give(head, in, out);
        });
  }

  private void serve(Answer answer) {
    try (SocketChannel client = listener.accept()) {
      InputStream in = Channels.newInputStream(client);
      answer.give(head(in), in, Channels.newOutputStream(client));
    } catch (IOException _) {
      // the client has gone
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no head");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
