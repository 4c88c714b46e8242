package dev.carafe.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Tells everybody who asks for the time another one than it is. Guests reach it as `10.0.2.2`.
///
/// Source: [RFC 4330](https://www.rfc-editor.org/rfc/rfc4330).
final class SntpResponder implements AutoCloseable {
  private static final int PORT = 123;
  private static final int LENGTH = 48;
  private static final int ORIGINATE = 24;
  private static final int RECEIVE = 32;
  private static final int TRANSMIT = 40;
  private static final long FROM_1900_TO_1970 = 2_208_988_800L;

  private final DatagramChannel channel;
  private final Duration ahead;

  private SntpResponder(DatagramChannel channel, Duration ahead) {
    this.channel = channel;
    this.ahead = ahead;
  }

  /// Starts one; nothing where this user may not have its port.
  static Optional<SntpResponder> start(Duration ahead) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
    } catch (BindException _) {
      channel.close();
      return Optional.empty();
    }
    SntpResponder responder = new SntpResponder(channel, ahead);
    Thread.ofPlatform().daemon().name("sntp").start(responder::answer);
    return Optional.of(responder);
  }

  private void answer() {
    ByteBuffer message = ByteBuffer.allocate(LENGTH);
    try {
      while (true) {
        SocketAddress guest = channel.receive(message.clear());
        channel.send(answer(message.array(), Instant.now().plus(ahead)), guest);
      }
    } catch (IOException _) {
      // closed
    }
  }

  /// Version 4, a server, of the first stratum.
  private static ByteBuffer answer(byte[] request, Instant time) {
    ByteBuffer answer = ByteBuffer.allocate(LENGTH);
    answer.put(new byte[] {0x24, 1, request[2], -20});
    answer.putLong(0).put("LAB".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    answer.put(ORIGINATE, request, TRANSMIT, Long.BYTES);
    answer.putLong(RECEIVE, timestamp(time)).putLong(TRANSMIT, timestamp(time));
    return answer.clear();
  }

  private static long timestamp(Instant time) {
    long fraction = ((long) time.getNano() << 32) / 1_000_000_000L;
    return (time.getEpochSecond() + FROM_1900_TO_1970) << 32 | fraction;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
