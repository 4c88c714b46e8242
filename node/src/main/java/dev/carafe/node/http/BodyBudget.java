package dev.carafe.node.http;

import java.util.concurrent.Semaphore;

/// The memory that the bodies of all of a server's clients share.
final class BodyBudget {
  private final Semaphore free;

  BodyBudget(int bytes) {
    free = new Semaphore(bytes);
  }

  void take(int bytes) {
    if (!free.tryAcquire(bytes)) {
      throw new RefusedRequest(
          Status.UNAVAILABLE, "too many request bodies at once; try again in a minute");
    }
  }

  void giveBack(int bytes) {
    free.release(bytes);
  }

  int left() {
    return free.availablePermits();
  }
}
