package dev.carafe.node.status;

import java.time.Duration;
import java.util.function.UnaryOperator;

/// Where every part of the agent writes how it does, and the health document and the console read
/// it. Safe for all threads.
public final class StatusBoard {
  private NodeStatus status = NodeStatus.starting();

  public synchronized NodeStatus status() {
    return status;
  }

  /// Changes the status, and wakes who waits for it if it has become another.
  public synchronized void update(UnaryOperator<NodeStatus> change) {
    NodeStatus before = status;
    status = change.apply(before);
    if (!isSame(before)) {
      notifyAll();
    }
  }

  /// Waits until the status is another object than `seen`, at most so long, and returns it.
  public synchronized NodeStatus awaitChange(NodeStatus seen, Duration atMost)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    for (long left = atMost.toNanos(); left > 0 && isSame(seen); left = end - System.nanoTime()) {
      wait(left / 1_000_000 + 1);
    }
    return status;
  }

  @SuppressWarnings(
      "ReferenceEquality") // comparing what is in it would cost more than drawing it again
  private boolean isSame(NodeStatus seen) {
    return status == seen;
  }
}
