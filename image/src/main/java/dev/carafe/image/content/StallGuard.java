package dev.carafe.image.content;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Breaks off a stream that gives nothing for too long. `HttpClient` itself waits for ever once the
/// headers are there.
final class StallGuard implements AutoCloseable {
  private static final ScheduledThreadPoolExecutor CLOCK =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("stall-guard").factory());

  private final InputStream stream;
  private final Duration patience;
  private final ScheduledFuture<?> watch;
  private volatile long lastNanos = System.nanoTime();
  private volatile boolean stalled;

  StallGuard(InputStream stream, Duration patience) {
    this.stream = stream;
    this.patience = patience;
    long period = Math.max(1, patience.toMillis() / 4);
    this.watch = CLOCK.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
  }

  /// Reads as the stream does; a stall is an `IOException`.
  int read(byte[] buffer) throws IOException {
    int n;
    try {
      n = stream.read(buffer);
    } catch (IOException e) {
      throw stalled ? new IOException("nothing came for " + patience.toSeconds() + " s", e) : e;
    }
    lastNanos = System.nanoTime();
    return n;
  }

  private void look() {
    if (System.nanoTime() - lastNanos > patience.toNanos()) {
      stalled = true;
      close();
    }
  }

  @Override
  public void close() {
    watch.cancel(false);
    try {
      stream.close();
    } catch (IOException _) {
      // It is read no more.
    }
  }
}
