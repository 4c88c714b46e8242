package dev.carafe.node.metadata;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Time that passes at once, and only in pauses.
public final class FakeWaiting implements Waiting {
  private final List<Duration> pauses = new ArrayList<>();
  private Runnable atPause = () -> {};
  private long now;

  /// What happens at each pause.
  public FakeWaiting atPause(Runnable event) {
    atPause = event;
    return this;
  }

  public List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void pause(Duration duration) {
    pauses.add(duration);
    now += duration.toNanos();
    atPause.run();
  }
}
