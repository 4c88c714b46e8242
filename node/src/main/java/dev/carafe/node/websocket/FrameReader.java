package dev.carafe.node.websocket;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/// Reads a peer's frames, strictly. For one thread; any thread may ask when something last came.
///
/// Source: [RFC 6455, section 5](https://www.rfc-editor.org/rfc/rfc6455#section-5).
public final class FrameReader {
  /// The longest payload of a frame, and of a message that comes in several.
  public static final int LARGEST_PAYLOAD = 64 << 10;

  private static final int LARGEST_CONTROL = 125;
  private static final int SHORT_LENGTH = 126;
  private static final int LONG_LENGTH = 127;

  private final ReadableByteChannel in;

  /// Whether the peer masks, as clients do and servers do not.
  private final boolean masked;

  private final ByteBuffer received = ByteBuffer.allocate(8192).flip();
  private volatile long heard = System.nanoTime();

  private FrameReader(ReadableByteChannel in, boolean masked) {
    this.in = in;
    this.masked = masked;
  }

  /// Of frames that are all masked, as a client's must be (section 5.1).
  public static FrameReader ofClient(ReadableByteChannel in) {
    return new FrameReader(in, true);
  }

  /// Of frames none of which is masked, as a server's must be.
  public static FrameReader ofServer(ReadableByteChannel in) {
    return new FrameReader(in, false);
  }

  /// The next frame.
  ///
  /// @throws ViolationException where it is none
  /// @throws EOFException where the peer has gone without a word
  public Frame next() throws IOException {
    demand(2);
    int first = received.get();
    int second = received.get();
    if ((first & 0x70) != 0) {
      throw violation("an extension is used that was not agreed on");
    }
    if (((second & 0x80) != 0) != masked) {
      throw violation(masked ? "a client's frame is not masked" : "a server's frame is masked");
    }
    boolean last = (first & 0x80) != 0;
    Opcode opcode = Opcode.of(first & 0xf);
    int length = length(second & 0x7f, opcode);
    if (opcode.isControl() && !last) {
      throw violation("a control frame is in pieces");
    }
    return new Frame(last, opcode, payload(length, mask()));
  }

  /// What the payload is to be masked by; nothing changes by 0.
  private int mask() throws IOException {
    if (!masked) {
      return 0;
    }
    demand(4);
    return received.getInt();
  }

  private int length(int announced, Opcode opcode) throws IOException {
    if (opcode.isControl() && announced > LARGEST_CONTROL) {
      throw violation("a control frame has more than 125 bytes");
    }
    long length = announced;
    if (announced == SHORT_LENGTH) {
      demand(2);
      length = received.getShort() & 0xffff;
      demandShortest(length > LARGEST_CONTROL);
    } else if (announced == LONG_LENGTH) {
      demand(8);
      length = received.getLong();
      demandShortest(length < 0 || length > 0xffff);
    }
    if (length < 0 || length > LARGEST_PAYLOAD) {
      throw new ViolationException(
          CloseCode.SIZE, "a message may have " + LARGEST_PAYLOAD + " bytes");
    }
    return (int) length;
  }

  private static void demandShortest(boolean shortest) {
    if (!shortest) {
      throw violation("a length is not written in its shortest form");
    }
  }

  private static ViolationException violation(String why) {
    return new ViolationException(CloseCode.PROTOCOL, why);
  }

  private ByteBuffer payload(int length, int mask) throws IOException {
    byte[] bytes = new byte[length];
    int buffered = Math.min(length, received.remaining());
    received.get(bytes, 0, buffered);
    ByteBuffer payload = ByteBuffer.wrap(bytes).position(buffered);
    while (payload.hasRemaining()) {
      readSome(payload);
    }
    for (int i = 0; i < length; i++) {
      bytes[i] ^= (byte) Frame.maskByte(mask, i);
    }
    return payload.flip();
  }

  /// Makes at least so many bytes readable.
  private void demand(int count) throws IOException {
    if (received.remaining() >= count) {
      return;
    }
    received.compact();
    try {
      while (received.position() < count) {
        readSome(received);
      }
    } finally {
      received.flip();
    }
  }

  private void readSome(ByteBuffer into) throws IOException {
    if (in.read(into) < 0) {
      throw new EOFException(masked ? "the client has gone" : "the server has gone");
    }
    hear();
  }

  /// Reads on until the client has gone: closing with bytes unread resets the connection, and the
  /// client would never see why. How long that may take is [WebSocket]'s affair.
  void skipAll() throws IOException {
    while (in.read(received.clear()) >= 0) {
      hear();
    }
  }

  /// From now on the silence is counted anew.
  void hear() {
    heard = System.nanoTime();
  }

  /// When something last came, in the time of [System#nanoTime()].
  long heard() {
    return heard;
  }
}
