package dev.carafe.node;

import dev.carafe.node.host.Journal;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Threads for what has no end: where it fails, it begins again in a minute, as a watch that dies
/// without a word is worse than none.
record LastingThreads(Journal journal) {
  private static final Duration BEFORE_RETRY = Duration.ofMinutes(1);

  /// Begins something, and returns at once.
  void start(String name, Runnable work) {
    Thread.ofPlatform()
        .daemon()
        .name(name)
        .start(() -> {
          while (!isDone(name, work)) {
            LockSupport.parkNanos(BEFORE_RETRY.toNanos());
          }
        });
  }

  private boolean isDone(String name, Runnable work) {
    try {
      work.run();
      return true;
    } catch (RuntimeException e) {
      journal.warning("the thread " + name + " failed and begins again in a minute: " + e);
      return false;
    }
  }
}
