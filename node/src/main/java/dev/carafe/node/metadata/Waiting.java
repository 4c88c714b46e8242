package dev.carafe.node.metadata;

import java.time.Duration;

/// Time that passes. Tests let it pass at once.
public interface Waiting {

  /// As [System#nanoTime()].
  long nanoTime();

  void pause(Duration duration) throws InterruptedException;

  /// What the machine's clock says.
  static Waiting real() {
    return new Waiting() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
      }
    };
  }
}
