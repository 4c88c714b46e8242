package dev.carafe.node.grpc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A connection to a gRPC server on a Unix-domain socket, for one call at a time, with one answer
/// or a stream of them; who wants to call twice at once opens two. Not safe for use by several
/// threads.
///
/// A deadline is the server's to keep: it is sent along as `grpc-timeout`. One that does not keep
/// it has a moment more, then the connection counts as broken.
///
/// Source: [gRPC over HTTP/2](https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md), [RFC
/// 9113](https://www.rfc-editor.org/rfc/rfc9113).
public final class GrpcConnection implements AutoCloseable {
  private static final int INITIAL_WINDOW = 65_535;
  private static final int HEADER_TABLE_SIZE = 0x1;
  private static final int ENABLE_PUSH = 0x2;
  private static final int INITIAL_WINDOW_SIZE = 0x4;
  private static final int MESSAGE_PREFIX = 5;
  private static final Duration GRACE = Duration.ofMillis(500);

  /// A stream may be silent for as long as it likes.
  private static final Duration ENDLESS = Duration.ofDays(10_000);

  private final FrameChannel frames;
  private final Map<String, String> metadata;
  private int lastStream = -1;
  private int peerInitialWindow = INITIAL_WINDOW;
  private int connectionWindow = INITIAL_WINDOW;
  private int streamWindow;

  private GrpcConnection(FrameChannel frames, Map<String, String> metadata) {
    this.frames = frames;
    this.metadata = metadata;
  }

  /// Connects.
  ///
  /// @throws java.io.UncheckedIOException when nobody listens
  public static GrpcConnection open(Path socket) {
    return open(socket, Map.of());
  }

  /// Connects.
  ///
  /// @param metadata goes along with each call; names in lower case
  /// @throws java.io.UncheckedIOException when nobody listens
  public static GrpcConnection open(Path socket, Map<String, String> metadata) {
    FrameChannel frames = FrameChannel.open(socket);
    ByteBuffer settings = ByteBuffer.allocate(12);
    settings.putShort((short) HEADER_TABLE_SIZE).putInt(0);
    settings.putShort((short) ENABLE_PUSH).putInt(0);
    frames.send(FrameType.SETTINGS, 0, 0, settings.flip());
    return new GrpcConnection(frames, metadata);
  }

  /// Calls a method, named `package.Service/Method`, and waits for its answer.
  ///
  /// @throws CallFailedException when the server answers with an error
  /// @throws BrokenStreamException when the connection breaks, or no answer comes in time; the
  ///   connection is of no use after that
  public byte[] call(String method, byte[] request, Duration timeout) {
    List<Header> headers = requestHeaders(method);
    headers.add(new Header("grpc-timeout", timeout.toMillis() + "m"));
    Answer answer = begin(headers, request, timeout.plus(GRACE));
    while (!answer.complete) {
      receive(answer);
    }
    return answer.message(method);
  }

  /// Calls a method that answers with a stream, and takes each message as it comes; returns when
  /// the server ends the stream.
  ///
  /// @throws CallFailedException when the server answers with an error
  /// @throws BrokenStreamException when the connection breaks, or the thread is interrupted
  public void listen(String method, byte[] request, Consumer<byte[]> taker) {
    Answer answer = begin(requestHeaders(method), request, ENDLESS);
    while (!answer.complete) {
      receive(answer);
      answer.messages().forEach(taker);
    }
    answer.demandSuccess(method);
  }

  private Answer begin(List<Header> headers, byte[] request, Duration limit) {
    frames.within(limit);
    lastStream += 2;
    streamWindow = peerInitialWindow;
    Answer answer = new Answer();
    frames.send(
        FrameType.HEADERS, Frame.END_HEADERS, lastStream, ByteBuffer.wrap(Hpack.encode(headers)));
    sendMessage(request, answer);
    return answer;
  }

  private List<Header> requestHeaders(String method) {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header(":method", "POST"));
    headers.add(new Header(":scheme", "http"));
    headers.add(new Header(":path", "/" + method));
    headers.add(new Header(":authority", "localhost"));
    headers.add(new Header("te", "trailers"));
    headers.add(new Header("content-type", "application/grpc"));
    metadata.forEach((name, value) -> headers.add(new Header(name, value)));
    return headers;
  }

  /// Sends a message as fast as the peer's windows allow (section 5.2), in frames of the allowed
  /// size.
  private void sendMessage(byte[] request, Answer answer) {
    ByteBuffer message = ByteBuffer.allocate(MESSAGE_PREFIX + request.length);
    message.put((byte) 0).putInt(request.length).put(request).flip();
    while (message.hasRemaining() && !answer.complete) {
      int window = Math.min(connectionWindow, streamWindow);
      if (window <= 0) {
        receive(answer);
        continue;
      }
      int length = Math.min(Math.min(window, FrameChannel.LARGEST_PAYLOAD), message.remaining());
      ByteBuffer chunk = message.slice(message.position(), length);
      message.position(message.position() + length);
      connectionWindow -= length;
      streamWindow -= length;
      frames.send(FrameType.DATA, message.hasRemaining() ? 0 : Frame.END_STREAM, lastStream, chunk);
    }
  }

  private void receive(Answer answer) {
    Frame frame = frames.receive();
    switch (frame.type()) {
      case SETTINGS -> applySettings(frame);
      case PING -> pong(frame);
      case WINDOW_UPDATE -> widen(frame);
      case GOAWAY -> throw new BrokenStreamException("the server goes away");
      case DATA -> {
        acknowledge(frame);
        answer.add(frame, lastStream);
      }
      case HEADERS, CONTINUATION, RST_STREAM -> answer.add(frame, lastStream);
      case PRIORITY, PUSH_PROMISE, UNKNOWN -> {}
    }
  }

  /// Section 6.5.
  private void applySettings(Frame frame) {
    if (frame.has(Frame.ACK)) {
      return;
    }
    ByteBuffer settings = frame.payload();
    while (settings.remaining() >= 6) {
      int name = settings.getShort();
      int value = settings.getInt();
      if (name == INITIAL_WINDOW_SIZE) {
        streamWindow += value - peerInitialWindow;
        peerInitialWindow = value;
      }
    }
    frames.send(FrameType.SETTINGS, Frame.ACK, 0, ByteBuffer.allocate(0));
  }

  /// Section 6.7.
  private void pong(Frame frame) {
    if (!frame.has(Frame.ACK)) {
      frames.send(FrameType.PING, Frame.ACK, 0, frame.payload());
    }
  }

  /// Section 6.9, as sender.
  private void widen(Frame frame) {
    int increment = frame.payload().getInt();
    if (frame.stream() == 0) {
      connectionWindow += increment;
    } else if (frame.stream() == lastStream) {
      streamWindow += increment;
    }
  }

  /// Section 6.9, as receiver: what has been read may be sent again.
  private void acknowledge(Frame frame) {
    int length = frame.payload().remaining();
    if (length == 0) {
      return;
    }
    frames.send(FrameType.WINDOW_UPDATE, 0, 0, ByteBuffer.allocate(4).putInt(length).flip());
    if (!frame.has(Frame.END_STREAM)) {
      frames.send(
          FrameType.WINDOW_UPDATE, 0, frame.stream(), ByteBuffer.allocate(4).putInt(length).flip());
    }
  }

  @Override
  public void close() {
    frames.close();
  }

  /// What has arrived of one call's answer.
  private static final class Answer {
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private final Map<String, String> headers = new HashMap<>();
    private boolean lastBlock;
    private boolean complete;

    void add(Frame frame, int stream) {
      if (frame.stream() != stream) {
        return;
      }
      switch (frame.type()) {
        case DATA -> addData(frame);
        case HEADERS -> {
          lastBlock = frame.has(Frame.END_STREAM);
          addBlock(frame);
        }
        case CONTINUATION -> addBlock(frame);
        default ->
            throw new BrokenStreamException(
                "the server reset the stream, error " + frame.payload().getInt());
      }
    }

    private void addData(Frame frame) {
      byte[] content = new byte[frame.content().remaining()];
      frame.content().get(content);
      data.writeBytes(content);
      complete = frame.has(Frame.END_STREAM);
    }

    private void addBlock(Frame frame) {
      byte[] content = new byte[frame.content().remaining()];
      frame.content().get(content);
      block.writeBytes(content);
      if (frame.has(Frame.END_HEADERS)) {
        Hpack.decode(ByteBuffer.wrap(block.toByteArray()))
            .forEach(header -> headers.put(header.name(), header.value()));
        block.reset();
        complete = lastBlock;
      }
    }

    /// The one message of a unary answer, or the error that came in its place.
    byte[] message(String method) {
      demandSuccess(method);
      List<byte[]> messages = messages();
      if (messages.size() != 1 || data.size() > 0) {
        throw new BrokenStreamException(
            "the answer of " + method + " is not one uncompressed message");
      }
      return messages.getFirst();
    }

    /// Those that have come whole since they were last asked for.
    List<byte[]> messages() {
      List<byte[]> messages = new ArrayList<>();
      ByteBuffer bytes = ByteBuffer.wrap(data.toByteArray());
      while (bytes.remaining() >= MESSAGE_PREFIX) {
        boolean plain = bytes.get(bytes.position()) == 0;
        int length = bytes.getInt(bytes.position() + 1);
        if (!plain || length < 0) {
          throw new BrokenStreamException("an answer is not an uncompressed message");
        }
        if (bytes.remaining() - MESSAGE_PREFIX < length) {
          break;
        }
        byte[] message = new byte[length];
        bytes.position(bytes.position() + MESSAGE_PREFIX).get(message);
        messages.add(message);
      }
      data.reset();
      data.write(bytes.array(), bytes.position(), bytes.remaining());
      return messages;
    }

    void demandSuccess(String method) {
      StatusCode status = StatusCode.of(Optional.ofNullable(headers.get("grpc-status")).orElse(""));
      if (status != StatusCode.OK) {
        String reason = Optional.ofNullable(headers.get("grpc-message")).orElse("no reason given");
        throw new CallFailedException(method, status, PercentEncoding.decode(reason));
      }
    }
  }
}
