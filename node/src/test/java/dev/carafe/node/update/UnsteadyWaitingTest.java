package dev.carafe.node.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.metadata.FakeWaiting;
import java.time.Duration;
import java.util.HashSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UnsteadyWaitingTest {

  @Test
  void pausesAreOfDifferentLengthsAroundTheirOwn() throws InterruptedException {
    FakeWaiting waiting = new FakeWaiting();
    UnsteadyWaiting unsteady = new UnsteadyWaiting(waiting, new SplittableRandom(1));
    for (int i = 0; i < 1000; i++) {
      unsteady.pause(Duration.ofMinutes(1));
    }
    assertThat(waiting.pauses())
        .allSatisfy(
            pause -> assertThat(pause).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(90)));
    assertThat(new HashSet<>(waiting.pauses())).hasSizeGreaterThan(90);
    Duration all = waiting.pauses().stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(all).isBetween(Duration.ofMinutes(950), Duration.ofMinutes(1050));
    assertThat(unsteady.nanoTime()).isEqualTo(all.toNanos());
  }
}
