package dev.carafe.node.update.fetch;

import dev.carafe.node.metadata.Waiting;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.OptionalLong;

/// Lets bytes in no faster than so many a second. Whoever sends them is slowed down by the
/// connection's own means, as nobody takes them.
///
/// For one thread.
final class RateLimit {
  private static final long SECOND = 1_000_000_000;

  /// Shorter pauses take longer than they should.
  private static final long SHORTEST_PAUSE = SECOND / 100;

  private final OptionalLong bytesPerSecond;
  private final Waiting waiting;
  private long free;

  /// @param bytesPerSecond as many as come where it is empty
  RateLimit(OptionalLong bytesPerSecond, Waiting waiting) {
    this.bytesPerSecond = bytesPerSecond;
    this.waiting = waiting;
    this.free = waiting.nanoTime();
  }

  /// The same bytes, slower.
  InputStream over(InputStream in) {
    return bytesPerSecond.isEmpty() ? in : new Limited(in);
  }

  private void passed(int bytes) throws InterruptedIOException {
    long now = waiting.nanoTime();
    long took = bytes * SECOND / Math.max(1, bytesPerSecond.orElseThrow());
    free = Math.max(free, now) + took;
    if (free - now >= SHORTEST_PAUSE) {
      pause(Duration.ofNanos(free - now));
    }
  }

  private void pause(Duration pause) throws InterruptedIOException {
    try {
      waiting.pause(pause);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the agent stops");
    }
  }

  private final class Limited extends FilterInputStream {
    private static final int MOST = 16 << 10;

    Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, Math.min(length, MOST));
      if (count > 0) {
        passed(count);
      }
      return count;
    }
  }
}
