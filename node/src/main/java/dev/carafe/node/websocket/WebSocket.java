package dev.carafe.node.websocket;

import dev.carafe.node.http.UpgradedConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.CharacterCodingException;
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
  private static final int LARGEST_HEADER = 10;
  private static final int NO_CODE = 1005;
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
    frames = new FrameReader(connection.in());
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
    return kind == Opcode.TEXT ? new Message.Text(text(payload)) : new Message.Binary(payload);
  }

  private static String text(ByteBuffer payload) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(payload).toString();
    } catch (CharacterCodingException _) {
      throw new ViolationException(CloseCode.INVALID, "a text is not UTF-8");
    }
  }

  /// What a closing frame says (section 5.5.1); it is answered by one.
  private Message closed(ByteBuffer payload) {
    if (!payload.hasRemaining()) {
      close(CloseCode.NORMAL, "");
      return new Message.Close(NO_CODE, "");
    }
    if (payload.remaining() == 1) {
      throw new ViolationException(CloseCode.PROTOCOL, "a code has two bytes");
    }
    int code = payload.getShort() & 0xffff;
    if (!CloseCode.maySend(code)) {
      throw new ViolationException(CloseCode.PROTOCOL, "nobody may close with code " + code);
    }
    Message.Close close = new Message.Close(code, text(payload));
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
    int length = payload.remaining();
    ByteBuffer frame = ByteBuffer.allocate(LARGEST_HEADER + length);
    frame.put((byte) (0x80 | opcode.number()));
    if (length < 126) {
      frame.put((byte) length);
    } else if (length <= 0xffff) {
      frame.put((byte) 126).putShort((short) length);
    } else {
      frame.put((byte) 127).putLong(length);
    }
    frame.put(payload).flip();
    while (frame.hasRemaining()) {
      connection.out().write(frame);
    }
  }
}
