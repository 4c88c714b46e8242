package dev.carafe.cli.node.unix;

import dev.carafe.node.websocket.CloseCode;
import dev.carafe.node.websocket.Frame;
import dev.carafe.node.websocket.FrameReader;
import dev.carafe.node.websocket.Message;
import dev.carafe.node.websocket.Opcode;
import dev.carafe.node.websocket.ViolationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/// The client's end of a WebSocket, as the JDK's own is used. Sending returns when all is sent.
/// Texts are told whole, whatever frames they came in.
///
/// Source: [RFC 6455](https://www.rfc-editor.org/rfc/rfc6455).
final class UnixWebSocket implements WebSocket {
  private final Connection connection;
  private final Listener listener;
  private final FrameReader frames;
  private final SecureRandom random = new SecureRandom();
  private final Semaphore demand = new Semaphore(0);
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicBoolean ponging = new AtomicBoolean();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream(0);

  /// What is being received in pieces; `CONTINUATION` for nothing.
  private Opcode receiving = Opcode.CONTINUATION;

  private boolean withinMessage;
  private volatile boolean outputClosed;
  private volatile boolean inputClosed;
  private volatile boolean aborted;

  private UnixWebSocket(Connection connection, Listener listener) {
    this.connection = connection;
    this.listener = listener;
    this.frames = FrameReader.ofServer(Channels.newChannel(connection.in()));
  }

  static WebSocket start(Connection connection, Listener listener) {
    UnixWebSocket socket = new UnixWebSocket(connection, listener);
    Thread.ofPlatform().daemon().name("websocket").start(socket::listen);
    return socket;
  }

  private void listen() {
    try {
      listener.onOpen(this);
      boolean more = true;
      while (more) {
        demand.acquire();
        more = tell(frames.next());
      }
    } catch (ViolationException violation) {
      close(violation.code().number(), violation.why());
      fail(new BadAnswerException(violation.why()));
    } catch (IOException e) {
      fail(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      inputClosed = true;
      connection.close();
    }
  }

  private void fail(IOException e) {
    inputClosed = true;
    if (!aborted) {
      listener.onError(this, e);
    }
  }

  /// Whether there may be more.
  private boolean tell(Frame frame) {
    ByteBuffer payload = frame.payload();
    switch (frame.opcode()) {
      case TEXT, BINARY, CONTINUATION -> tellPiece(frame);
      case PING -> {
        pong(payload.duplicate());
        listener.onPing(this, payload);
      }
      case PONG -> listener.onPong(this, payload);
      case CLOSE -> {
        inputClosed = true;
        Message.Close close = Message.Close.of(payload);
        listener.onClose(this, close.code(), close.reason());
        close(CloseCode.NORMAL.number(), "");
        return false;
      }
    }
    return true;
  }

  private void tellPiece(Frame frame) {
    boolean continues = frame.opcode() == Opcode.CONTINUATION;
    if (continues == (receiving == Opcode.CONTINUATION)) {
      throw new ViolationException(
          CloseCode.PROTOCOL,
          continues ? "a message continues that never began" : "a message begins within another");
    }
    Opcode kind = continues ? receiving : frame.opcode();
    receiving = frame.last() ? Opcode.CONTINUATION : kind;
    if (kind == Opcode.BINARY) {
      listener.onBinary(this, frame.payload(), frame.last());
    } else {
      tellText(frame);
    }
  }

  private void tellText(Frame frame) {
    ByteBuffer payload = frame.payload();
    if (text.size() + payload.remaining() > FrameReader.LARGEST_PAYLOAD) {
      throw new ViolationException(
          CloseCode.SIZE, "a text may have " + FrameReader.LARGEST_PAYLOAD + " bytes");
    }
    text.write(payload.array(), payload.arrayOffset() + payload.position(), payload.remaining());
    if (frame.last()) {
      String whole = Message.Text.of(ByteBuffer.wrap(text.toByteArray())).text();
      text.reset();
      listener.onText(this, whole, true);
    } else {
      demand.release();
    }
  }

  /// In a thread of its own: whoever reads must not wait until the node does. Of several pings that
  /// come meanwhile the first one is answered.
  private void pong(ByteBuffer payload) {
    if (ponging.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("pong")
          .start(() -> {
            try {
              write(new Frame(true, Opcode.PONG, payload));
            } catch (IOException _) {
              // whoever reads sees it too
            } finally {
              ponging.set(false);
            }
          });
    }
  }

  private void write(Frame frame) throws IOException {
    writing.lock();
    try {
      writeNext(frame);
    } finally {
      writing.unlock();
    }
  }

  private void writeNext(Frame frame) throws IOException {
    if (outputClosed) {
      throw new IOException("the output is closed");
    }
    outputClosed = frame.opcode() == Opcode.CLOSE;
    connection.write(frame.masked(random.nextInt()));
  }

  private CompletableFuture<WebSocket> send(Frame frame) {
    try {
      write(frame);
      return CompletableFuture.completedFuture(this);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<WebSocket> sendPiece(Opcode kind, ByteBuffer payload, boolean last) {
    writing.lock();
    try {
      writeNext(new Frame(last, withinMessage ? Opcode.CONTINUATION : kind, payload));
      withinMessage = !last;
      return CompletableFuture.completedFuture(this);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    } finally {
      writing.unlock();
    }
  }

  private void close(int code, String reason) {
    try {
      write(closing(code, reason));
    } catch (IOException _) {
      // it has gone
    }
  }

  private static Frame closing(int code, String reason) {
    byte[] words = reason.getBytes(StandardCharsets.UTF_8);
    ByteBuffer payload = ByteBuffer.allocate(2 + words.length).putShort((short) code).put(words);
    return new Frame(true, Opcode.CLOSE, payload.flip());
  }

  @Override
  public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
    return sendPiece(Opcode.TEXT, StandardCharsets.UTF_8.encode(data.toString()), last);
  }

  @Override
  public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
    return sendPiece(Opcode.BINARY, data, last);
  }

  @Override
  public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
    return send(new Frame(true, Opcode.PING, message));
  }

  @Override
  public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
    return send(new Frame(true, Opcode.PONG, message));
  }

  @Override
  public CompletableFuture<WebSocket> sendClose(int statusCode, String reason) {
    return send(closing(statusCode, reason));
  }

  @Override
  public void request(long n) {
    demand.release(Math.toIntExact(n));
  }

  @Override
  public String getSubprotocol() {
    return "";
  }

  @Override
  public boolean isOutputClosed() {
    return outputClosed;
  }

  @Override
  public boolean isInputClosed() {
    return inputClosed;
  }

  @Override
  public void abort() {
    aborted = true;
    connection.close();
  }
}
