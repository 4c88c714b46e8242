package dev.carafe.node.grpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/// A gRPC server for tests, as strict as needed: one thread a connection, one call at a time.
public final class FakeGrpcServer implements AutoCloseable {

  /// A call: the method's name, and the message in request or answer.
  ///
  /// @param times how often it is in an answer
  public record Call(String method, ByteBuffer message, int times) {
    public Call(String method, ByteBuffer message) {
      this(method, message, 1);
    }
  }

  /// An error to be answered.
  public static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    public Refusal(int status, String reason) {
      super(reason);
      this.status = status;
    }
  }

  /// The window that the server keeps open, small so that a test can see it respected.
  static final int WINDOW = 20_000;

  /// `cache-control: no-cache` by Huffman code, which real servers use (RFC 7541, C.4.2).
  private static final byte[] CODED = HexFormat.of().parseHex("5886a8eb10649cbf");

  private final ServerSocketChannel listener;
  private final UnaryOperator<Call> service;

  private FakeGrpcServer(ServerSocketChannel listener, UnaryOperator<Call> service) {
    this.listener = listener;
    this.service = service;
  }

  public static FakeGrpcServer start(Path socket, UnaryOperator<Call> service) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(socket));
    FakeGrpcServer server = new FakeGrpcServer(listener, service);
    Thread.ofPlatform().daemon().start(server::accept);
    return server;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel socket = listener.accept();
        Thread.ofPlatform().daemon().start(() -> serve(socket));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void serve(SocketChannel socket) {
    ByteBuffer preface = ByteBuffer.allocate(24);
    try {
      while (preface.hasRemaining() && socket.read(preface) >= 0) {}
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (FrameChannel frames = new FrameChannel(socket)) {
      frames.within(Duration.ofDays(1));
      ByteBuffer settings = ByteBuffer.allocate(6).putShort((short) 4).putInt(WINDOW).flip();
      frames.send(FrameType.SETTINGS, 0, 0, settings);
      frames.send(FrameType.PING, 0, 0, ByteBuffer.allocate(8));
      serveCalls(frames);
    } catch (BrokenStreamException _) {
      // the client has gone
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serveCalls(FrameChannel frames) {
    String method = "";
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    while (true) {
      Frame frame = frames.receive();
      if (frame.type() == FrameType.HEADERS) {
        method = path(frame);
        data.reset();
      } else if (frame.type() == FrameType.DATA) {
        byte[] bytes = new byte[frame.payload().remaining()];
        frame.payload().get(bytes);
        data.writeBytes(bytes);
        int stream = frame.stream();
        if (frame.has(Frame.END_STREAM)) {
          answer(
              frames,
              stream,
              new Call(method, ByteBuffer.wrap(data.toByteArray()).position(5).slice()));
        }
        widen(frames, stream, bytes.length);
      }
    }
  }

  private static void widen(FrameChannel frames, int stream, int length) {
    for (int of : List.of(0, stream)) {
      frames.send(FrameType.WINDOW_UPDATE, 0, of, ByteBuffer.allocate(4).putInt(length).flip());
    }
  }

  private static String path(Frame frame) {
    return Hpack.decode(frame.content()).stream()
        .filter(header -> header.name().equals(":path"))
        .map(header -> header.value().substring(1))
        .findFirst()
        .orElse("");
  }

  private void answer(FrameChannel frames, int stream, Call call) {
    List<Header> head =
        List.of(new Header(":status", "200"), new Header("content-type", "application/grpc"));
    try {
      Call answer = service.apply(call);
      byte[] block = Hpack.encode(head);
      ByteBuffer coded =
          ByteBuffer.allocate(block.length + CODED.length).put(block).put(CODED).flip();
      frames.send(FrameType.HEADERS, Frame.END_HEADERS, stream, coded);
      ByteBuffer data = ByteBuffer.allocate(answer.times() * (5 + answer.message().remaining()));
      for (int i = 0; i < answer.times(); i++) {
        ByteBuffer message = answer.message().duplicate();
        data.put((byte) 0).putInt(message.remaining()).put(message);
      }
      data.flip();
      while (data.hasRemaining()) {
        int length = Math.min(data.remaining(), FrameChannel.LARGEST_PAYLOAD);
        frames.send(FrameType.DATA, 0, stream, data.slice(data.position(), length));
        data.position(data.position() + length);
      }
      trailers(frames, stream, List.of(new Header("grpc-status", "0")));
    } catch (Refusal refusal) {
      String reason = String.valueOf(refusal.getMessage()).replace("%", "%25").replace("\n", "%0A");
      trailers(
          frames,
          stream,
          List.of(
              new Header(":status", "200"),
              new Header("grpc-status", Integer.toString(refusal.status)),
              new Header("grpc-message", reason)));
    }
  }

  private static void trailers(FrameChannel frames, int stream, List<Header> headers) {
    byte[] block = Hpack.encode(headers);
    // In two frames, as a server may.
    frames.send(FrameType.HEADERS, Frame.END_STREAM, stream, ByteBuffer.wrap(block, 0, 3).slice());
    frames.send(
        FrameType.CONTINUATION,
        Frame.END_HEADERS,
        stream,
        ByteBuffer.wrap(block, 3, block.length - 3).slice());
  }
}
