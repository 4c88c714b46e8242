package dev.carafe.node.websocket;

import dev.carafe.node.http.UpgradedConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// The server's end of a WebSocket. One thread receives; any thread sends.
///
/// A client that does not read makes senders wait, for as long as it is alive otherwise. One that
/// says nothing at all, not even to a [#ping()], is cut off.
///
/// Source: [RFC 6455](https://www.rfc-editor.org/rfc/rfc6455).
public final class WebSocket {
  private static final int LONGEST_REASON = 123;
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final UpgradedConnection connection;
  private final FrameReader frames;
  private final Duration patience;
  private final ReentrantLock writing = new ReentrantLock();
  private volatile boolean receiving;
  private volatile Optional<Long> closedAt = Optional.empty();

  /// @param patience how long a client may be silent before it counts as gone
  WebSocket(UpgradedConnection connection, Duration patience) {
    this.connection = connection;
    this.patience = patience;
    frames = FrameReader.ofClient(connection.in());
    connection.watch().accept(this::isOver);
  }

  /// The next message. Pings are answered, and what breaks the rules ends the connection with a
  /// word why.
  ///
  /// @throws IOException where the client has gone without a word
  public Message receive() throws IOException {
    frames.hear();
    receiving = true;
    try {
      return next();
    } catch (ViolationException violation) {
      close(violation.code(), violation.why());
      frames.skipAll();
      throw new IOException(violation.why());
    } finally {
      receiving = false;
    }
  }

  private Message next() throws IOException {
    Optional<Opcode> kind = Optional.empty();
    ByteArrayOutputStream pieces = new ByteArrayOutputStream(0);
    while (true) {
      Frame frame = frames.next();
      switch (frame.opcode()) {
        case PING -> pong(frame.payload());
        case PONG -> {}
        case CLOSE -> {
          return closed(frame.payload());
        }
        case TEXT, BINARY, CONTINUATION -> {
          boolean continues = frame.opcode() == Opcode.CONTINUATION;
          if (continues != kind.isPresent()) {
            throw new ViolationException(
                CloseCode.PROTOCOL,
                continues
                    ? "a message continues that never began"
                    : "a message begins within another");
          }
          if (!continues && frame.last()) {
            return message(frame.opcode(), frame.payload());
          }
          kind = kind.or(() -> Optional.of(frame.opcode()));
          append(pieces, frame.payload());
          if (frame.last()) {
            return message(kind.get(), ByteBuffer.wrap(pieces.toByteArray()));
          }
        }
      }
    }
  }

  private static void append(ByteArrayOutputStream pieces, ByteBuffer piece) {
    if (pieces.size() + piece.remaining() > FrameReader.LARGEST_PAYLOAD) {
      throw new ViolationException(
          CloseCode.SIZE, "a message may have " + FrameReader.LARGEST_PAYLOAD + " bytes");
    }
    byte[] bytes = new byte[piece.remaining()];
    piece.get(bytes);
    pieces.writeBytes(bytes);
  }

  private static Message message(Opcode kind, ByteBuffer payload) {
    return kind == Opcode.TEXT ? Message.Text.of(payload) : new Message.Binary(payload);
  }

  /// A closing frame is answered by one.
  private Message closed(ByteBuffer payload) {
    Message.Close close = Message.Close.of(payload);
    close(CloseCode.NORMAL, "");
    return close;
  }

  public void send(String text) throws IOException {
    send(Opcode.TEXT, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  public void send(ByteBuffer bytes) throws IOException {
    send(Opcode.BINARY, bytes);
  }

  /// Says that nothing more is sent; later sending fails, later closing does nothing. A client that
  /// would not even read this is cut off.
  ///
  /// @param reason shortened to what fits
  public void close(CloseCode code, String reason) {
    try {
      if (!writing.tryLock(CLOSING.toNanos(), TimeUnit.NANOSECONDS)) {
        connection.cut().run();
        return;
      }
      try {
        if (closedAt.isEmpty()) {
          byte[] words = shortened(reason);
          write(
              Opcode.CLOSE,
              ByteBuffer.allocate(2 + words.length)
                  .putShort((short) code.number())
                  .put(words)
                  .flip());
          closedAt = Optional.of(System.nanoTime());
        }
      } finally {
        writing.unlock();
      }
    } catch (IOException _) {
      connection.cut().run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      connection.cut().run();
    }
  }

  /// Reads on until the client has closed too, whatever it still says.
  public void awaitClose() throws IOException {
    while (!(receive() instanceof Message.Close)) {
      // it may not have seen our closing yet
    }
  }

  /// Not more than fits, and no half characters.
  private static byte[] shortened(String reason) {
    String text = reason;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    while (bytes.length > LONGEST_REASON) {
      text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
      bytes = text.getBytes(StandardCharsets.UTF_8);
    }
    return bytes;
  }

  /// Whether the client has been silent for too long, or does not answer our closing. Its silence
  /// does not count while nobody receives.
  private boolean isOver() {
    long now = System.nanoTime();
    boolean silent = receiving && now - frames.heard() > patience.toNanos();
    boolean lingers = closedAt.isPresent() && now - closedAt.get() > CLOSING.toNanos();
    return silent || lingers;
  }

  /// Asks the client whether it is there, unless somebody sends right now. May wait as senders do.
  public void ping() {
    if (writing.tryLock()) {
      try {
        if (closedAt.isEmpty()) {
          write(Opcode.PING, ByteBuffer.allocate(0));
        }
      } catch (IOException _) {
        connection.cut().run();
      } finally {
        writing.unlock();
      }
    }
  }

  /// A pong for a client that does not read is not worth waiting for.
  private void pong(ByteBuffer payload) throws IOException {
    if (writing.tryLock()) {
      try {
        if (closedAt.isEmpty()) {
          write(Opcode.PONG, payload);
        }
      } finally {
        writing.unlock();
      }
    }
  }

  private void send(Opcode opcode, ByteBuffer payload) throws IOException {
    writing.lock();
    try {
      if (closedAt.isPresent()) {
        throw new ClosedChannelException();
      }
      write(opcode, payload);
    } finally {
      writing.unlock();
    }
  }

  /// One frame, unmasked as a server's are.
  private void write(Opcode opcode, ByteBuffer payload) throws IOException {
    ByteBuffer frame = new Frame(true, opcode, payload).unmasked();
    while (frame.hasRemaining()) {
      connection.out().write(frame);
    }
  }
}
