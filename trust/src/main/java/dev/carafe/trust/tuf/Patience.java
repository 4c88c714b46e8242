package dev.carafe.trust.tuf;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for somebody who gives a file, as long as he keeps a pace.
final class Patience {
  private final String path;
  private final Pace pace;

  /// What is left of the window, in nanoseconds.
  private long left;

  /// The bytes that came in the window.
  private long arrived;

  /// @param path of the file, for messages
  Patience(String path, Pace pace) {
    this.path = path;
    this.pace = pace;
    this.left = pace.window().toNanos();
  }

  /// What a call gives.
  ///
  /// @throws SlowRetrievalException if a window ends without enough bytes; the call is interrupted
  <T> T await(Callable<T> call) throws IOException {
    FutureTask<T> task = new FutureTask<>(call);
    Thread.ofVirtual().start(task);
    try {
      while (true) {
        long began = System.nanoTime();
        try {
          T given = task.get(left, TimeUnit.NANOSECONDS);
          left -= System.nanoTime() - began;
          return given;
        } catch (TimeoutException _) {
          left = 0;
          judge();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + path);
    } catch (ExecutionException e) {
      throw failure(e);
    } finally {
      task.cancel(true);
    }
  }

  /// Some bytes came.
  void arrived(long count) {
    arrived += count;
    judge();
  }

  private void judge() {
    if (left > 0) {
      return;
    }
    if (arrived < pace.bytes()) {
      throw new SlowRetrievalException(
          "%s comes too slowly: %d bytes in %s, expected %d at least"
              .formatted(path, arrived, said(), pace.bytes()));
    }
    arrived = 0;
    left = pace.window().toNanos();
  }

  private String said() {
    return pace.window().toMillis() / 1000.0 + " s";
  }

  private static IOException failure(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException failure -> throw failure;
      case Error failure -> throw failure;
      case IOException failure -> failure;
      case null, default -> new IOException(e.getCause());
    };
  }
}
