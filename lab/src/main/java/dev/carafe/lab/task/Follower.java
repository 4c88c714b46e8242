package dev.carafe.lab.task;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Hands on what a machine writes to a file: the machine never waits for who reads it.
final class Follower {
  private static final long GLANCE = 10_000_000L;

  private final CompletableFuture<Void> done = new CompletableFuture<>();

  private Follower() {}

  /// Follows a file that is there until nobody writes to it any more.
  static Follower follow(Path file, OutputStream target, BooleanSupplier running)
      throws IOException {
    Follower follower = new Follower();
    InputStream in = Files.newInputStream(file);
    Thread.ofVirtual().name("task output").start(() -> follower.run(in, target, running));
    return follower;
  }

  private void run(InputStream file, OutputStream target, BooleanSupplier running) {
    try (InputStream in = file) {
      boolean more = true;
      while (more) {
        more = running.getAsBoolean();
        if (in.transferTo(target) > 0) {
          target.flush();
        }
        LockSupport.parkNanos(GLANCE);
      }
      done.complete(null);
    } catch (IOException e) {
      done.completeExceptionally(e);
    }
  }

  /// Waits until all has been handed on.
  void join() {
    try {
      done.join();
    } catch (CompletionException e) {
      throw new UncheckedIOException(
          "could not hand on what the task wrote: " + e.getMessage(),
          new IOException(e.getCause()));
    }
  }
}
