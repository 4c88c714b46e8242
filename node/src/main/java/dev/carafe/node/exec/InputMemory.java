package dev.carafe.node.exec;

import java.util.concurrent.Semaphore;

/// The memory that all sessions share for input that their processes have not read, besides the
/// little that each has for itself.
public final class InputMemory {
  private static final int SHARED = 4 << 20;

  private final Semaphore free = new Semaphore(SHARED);

  /// Of an agent that runs no program yet.
  public InputMemory() {}

  boolean take(int bytes) {
    return free.tryAcquire(bytes);
  }

  void giveBack(int bytes) {
    free.release(bytes);
  }

  boolean isAllFree() {
    return free.availablePermits() == SHARED;
  }
}
