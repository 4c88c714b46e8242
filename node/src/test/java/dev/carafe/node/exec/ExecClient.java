package dev.carafe.node.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A client of `GET /exec`, or of another WebSocket, on a Unix-domain socket, which shares no code
/// with the server. It answers pings while it reads.
public final class ExecClient implements AutoCloseable {
  private final SocketChannel channel;
  private final DataInputStream in;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final List<String> texts = new ArrayList<>();

  /// How the server closed.
  public record End(int code, String reason) {}

  private ExecClient(SocketChannel channel) {
    this.channel = channel;
    in = new DataInputStream(Channels.newInputStream(channel));
  }

  /// Connects, and returns the head of the answer's first line too.
  static ExecClient open(Path socket) throws IOException {
    return open(socket, "/exec");
  }

  public static ExecClient open(Path socket, String path) throws IOException {
    ExecClient client = connect(socket, path);
    assertThat(client.head()).startsWith("HTTP/1.1 101 ");
    return client;
  }

  static ExecClient connect(Path socket) throws IOException {
    return connect(socket, "/exec");
  }

  public static ExecClient connect(Path socket, String path) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    ExecClient client = new ExecClient(channel);
    client.raw(
        """
        GET %s HTTP/1.1
        Host: localhost
        Connection: Upgrade
        Upgrade: websocket
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

        """
            .formatted(path)
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    return client;
  }

  public String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  /// @param tty in JSON
  ExecClient initialize(String target, String tty, String... command) throws IOException {
    List<String> words = new ArrayList<>();
    for (String word : command) {
      List<String> bytes = new ArrayList<>();
      for (byte one : word.getBytes(StandardCharsets.UTF_8)) {
        bytes.add(Integer.toString(one & 0xff));
      }
      words.add("{\"Unix\":[" + String.join(",", bytes) + "]}");
    }
    text(
        "{\"Initialize\":{\"command\":[%s],\"target\":\"%s\",\"tty\":%s}}"
            .formatted(String.join(",", words), target, tty));
    return this;
  }

  public void text(String text) throws IOException {
    frame(0x81, text.getBytes(StandardCharsets.UTF_8));
  }

  public void input(byte[] bytes) throws IOException {
    frame(0x82, bytes);
  }

  void frame(int first, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length < 0x10000) {
      frame.put((byte) 0xfe).putShort((short) payload.length);
    } else {
      frame.put((byte) 0xff).putLong(payload.length);
    }
    frame.putInt(0).put(payload).flip();
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    raw(bytes);
  }

  private void raw(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /// Reads until the server closes, and answers it.
  public End end() throws IOException {
    while (true) {
      int opcode = in.readUnsignedByte() & 0xf;
      byte[] payload = new byte[length()];
      in.readFully(payload);
      switch (opcode) {
        case 1 -> texts.add(new String(payload, StandardCharsets.UTF_8));
        case 2 -> output.writeBytes(payload);
        case 9 -> frame(0x8a, payload);
        case 8 -> {
          frame(0x88, payload);
          int code = ByteBuffer.wrap(payload).getShort();
          return new End(code, new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
        }
        default -> throw new AssertionError("opcode " + opcode);
      }
    }
  }

  /// Reads one frame, and returns its opcode; -1 where the server has cut the connection.
  int skipFrame() throws IOException {
    try {
      int opcode = in.readUnsignedByte() & 0xf;
      in.skipNBytes(length());
      return opcode;
    } catch (EOFException _) {
      return -1;
    }
  }

  private int length() throws IOException {
    int length = in.readUnsignedByte();
    return switch (length) {
      case 126 -> in.readUnsignedShort();
      case 127 -> (int) in.readLong();
      default -> length;
    };
  }

  public byte[] output() {
    return output.toByteArray();
  }

  public String outputText() {
    return output.toString(StandardCharsets.UTF_8);
  }

  public List<String> texts() {
    return texts;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
