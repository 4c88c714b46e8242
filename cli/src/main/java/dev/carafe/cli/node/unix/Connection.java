package dev.carafe.cli.node.unix;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/// A connection to a node, for one request.
final class Connection implements AutoCloseable {
  private final SocketChannel channel;
  private final Incoming in;
  private volatile boolean late;
  private volatile Thread watch = Thread.ofVirtual().unstarted(() -> {});

  private Connection(SocketChannel channel) {
    this.channel = channel;
    this.in = new Incoming(new Limited(Channels.newInputStream(channel)));
  }

  /// @throws IOException where nobody listens, or not for us
  static Connection open(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      return new Connection(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// From now on it lasts so long: who reads or writes later gets a [SocketTimeoutException].
  void limit(Duration limit) {
    watch.interrupt();
    watch =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Thread.sleep(limit);
                late = true;
                cut();
              } catch (InterruptedException _) {
                // all was in time
              }
            });
  }

  /// From now on it may last.
  void unlimited() {
    watch.interrupt();
  }

  Incoming in() {
    return in;
  }

  void write(ByteBuffer bytes) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (ClosedChannelException e) {
      throw reason(e);
    }
  }

  /// Sends a request and reads how the answer begins. Who turns a request away may have answered
  /// before it was read.
  AnswerHead ask(Request request) throws IOException {
    try {
      write(request.encoded());
    } catch (IOException e) {
      try {
        return AnswerHead.read(in);
      } catch (IOException _) {
        throw e;
      }
    }
    return AnswerHead.read(in);
  }

  private IOException reason(ClosedChannelException e) {
    return late ? new SocketTimeoutException("it did not answer in time") : e;
  }

  private void cut() {
    try {
      channel.close();
    } catch (IOException _) {
      // nothing is left to be done about it
    }
  }

  /// Ends it from any thread.
  @Override
  public void close() {
    watch.interrupt();
    cut();
  }

  /// Tells who reads that the time is over.
  private final class Limited extends InputStream {
    private final InputStream from;

    Limited(InputStream from) {
      this.from = from;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return from.read(into, offset, length);
      } catch (ClosedChannelException e) {
        throw reason(e);
      }
    }
  }
}
