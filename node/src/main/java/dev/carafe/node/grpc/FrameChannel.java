package dev.carafe.node.grpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// HTTP/2 frames over a Unix-domain socket, one at a time; who sends or receives waits, but not
/// beyond the deadline.
///
/// Source: [RFC 9113, section 4](https://www.rfc-editor.org/rfc/rfc9113#section-4).
final class FrameChannel implements AutoCloseable {
  /// The largest payload that a peer may send, and that we send, without having agreed on more
  /// (section 6.5.2).
  static final int LARGEST_PAYLOAD = 16_384;

  private static final Duration OPENING = Duration.ofSeconds(20);

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final SocketChannel socket;
  private final Selector selector;
  private final ByteBuffer received =
      ByteBuffer.allocate(Frame.HEADER_SIZE + LARGEST_PAYLOAD).flip();
  private final ByteBuffer header = ByteBuffer.allocate(Frame.HEADER_SIZE);

  private Duration limit = Duration.ZERO;
  private long deadline;

  /// Of a connected socket, which does not block from now on.
  FrameChannel(SocketChannel socket) throws IOException {
    this.socket = socket;
    this.selector = Selector.open();
    socket.configureBlocking(false);
    socket.register(selector, 0);
  }

  /// Connects and sends the client's preface (section 3.4).
  ///
  /// @throws UncheckedIOException when nobody listens
  static FrameChannel open(Path path) {
    try {
      SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        socket.connect(UnixDomainSocketAddress.of(path));
        FrameChannel frames = new FrameChannel(socket);
        frames.within(OPENING);
        frames.write(ByteBuffer.wrap(PREFACE));
        return frames;
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not connect to " + path + ": " + e.getMessage(), e);
    }
  }

  /// From now on everything together is to take no longer than this.
  void within(Duration time) {
    limit = time;
    deadline = System.nanoTime() + time.toNanos();
  }

  void send(FrameType type, int flags, int stream, ByteBuffer payload) {
    header.clear();
    header.put((byte) (payload.remaining() >>> 16)).putShort((short) payload.remaining());
    header.put((byte) type.code()).put((byte) flags).putInt(stream).flip();
    try {
      write(header);
      write(payload);
    } catch (IOException e) {
      throw new BrokenStreamException(e);
    }
  }

  /// The next frame.
  Frame receive() {
    fill(Frame.HEADER_SIZE);
    int length = (received.getShort() & 0xffff) << 8 | (received.get() & 0xff);
    FrameType type = FrameType.of(received.get() & 0xff);
    int flags = received.get() & 0xff;
    int stream = received.getInt() & 0x7fff_ffff;
    if (length > LARGEST_PAYLOAD) {
      throw new BrokenStreamException(
          "a frame has " + length + " bytes, at most " + LARGEST_PAYLOAD + " are allowed");
    }
    fill(length);
    ByteBuffer payload = received.slice(received.position(), length);
    received.position(received.position() + length);
    return new Frame(type, flags, stream, payload);
  }

  /// Makes at least `count` bytes readable.
  private void fill(int count) {
    if (received.remaining() >= count) {
      return;
    }
    try {
      received.compact();
      while (received.position() < count) {
        int read = socket.read(received);
        if (read < 0) {
          throw new BrokenStreamException("the server closed the connection");
        }
        if (read == 0) {
          await(SelectionKey.OP_READ);
        }
      }
      received.flip();
    } catch (IOException e) {
      throw new BrokenStreamException(e);
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (socket.write(bytes) == 0) {
        await(SelectionKey.OP_WRITE);
      }
    }
  }

  /// Waits until it is possible to go on.
  private void await(int operation) throws IOException {
    long left = (deadline - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new BrokenStreamException("none came within " + limit.toMillis() + " ms");
    }
    socket.keyFor(selector).interestOps(operation);
    selector.select(left);
    selector.selectedKeys().clear();
    if (Thread.currentThread().isInterrupted()) {
      throw new BrokenStreamException("the agent stops");
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
