package dev.carafe.image.content;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// The right to make one thing in the cache, among the threads of this process and among processes.
/// A process that dies gives it up.
///
/// Two locks in one, since a file lock belongs to the whole process. For the same reason it is
/// asked for again and again instead of waited for: the kernel takes two processes that each hold a
/// lock in one thread and wait for the other's in another thread for a deadlock, and refuses.
///
/// Source: `fcntl(2)`, `EDEADLK`.
final class CacheLock implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final ConcurrentHashMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private final ReentrantLock thread;
  private final FileChannel process;

  private CacheLock(ReentrantLock thread, FileChannel process) {
    this.thread = thread;
    this.process = process;
  }

  /// Waits until the lock is free.
  static CacheLock acquire(Path file) {
    ReentrantLock thread =
        THREADS.computeIfAbsent(file.toAbsolutePath().normalize(), _ -> new ReentrantLock());
    thread.lock();
    try {
      return new CacheLock(thread, lockedChannel(file));
    } catch (IOException e) {
      thread.unlock();
      throw new CacheException("lock", file, e);
    }
  }

  private static FileChannel lockedChannel(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      while (channel.tryLock() == null) {
        Thread.sleep(PAUSE);
      }
      return channel;
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      process.close();
    } catch (IOException _) {
      // The lock is gone with the descriptor, whatever else went wrong.
    } finally {
      thread.unlock();
    }
  }
}
