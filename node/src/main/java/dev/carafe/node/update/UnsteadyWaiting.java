package dev.carafe.node.update;

import dev.carafe.node.metadata.Waiting;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Pauses that take half to one and a half of their time: nodes that began together do not all ask
/// together for ever.
public record UnsteadyWaiting(Waiting waiting, RandomGenerator random) implements Waiting {
  private static final int PERCENT = 100;

  @Override
  public long nanoTime() {
    return waiting.nanoTime();
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    int percent = PERCENT / 2 + random.nextInt(PERCENT + 1);
    waiting.pause(duration.multipliedBy(percent).dividedBy(PERCENT));
  }
}
