package dev.carafe.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Delivery delivery = new Delivery(Duration.ofSeconds(2), Duration.ofSeconds(30));

  @Test
  void whatTheServerTookCountsWhenTheConnectionHasLivedOn() {
    delivery.wrote("a", 100, 0);
    delivery.wrote("b", 50, SECOND);
    assertThat(delivery.arrived(150, SECOND)).isEmpty();
    assertThat(delivery.arrived(150, 2 * SECOND)).contains("a");
    assertThat(delivery.arrived(150, 3 * SECOND)).contains("b");
    assertThat(delivery.isDone()).isTrue();
    assertThat(delivery.arrived(150, 4 * SECOND)).isEmpty();
  }

  @Test
  void whatTheServerDidNotTakeDoesNotCount() {
    delivery.wrote("a", 100, 0);
    delivery.wrote("b", 50, SECOND);
    assertThat(delivery.arrived(149, 9 * SECOND)).contains("a");
    assertThat(delivery.arrived(-1, 9 * SECOND)).isEmpty();
    assertThat(delivery.isDone()).isFalse();
  }

  @Test
  void nothingIsHeldBackAtAnEndInOrder() {
    delivery.wrote("a", 100, 0);
    delivery.wrote("b", 50, SECOND);
    assertThat(delivery.arrivedAtLast(149, SECOND)).contains("a");
    assertThat(delivery.arrivedAtLast(150, SECOND)).contains("b");
  }

  @Test
  void entriesThatFollowFastCountTogether() {
    for (int i = 0; i < 1000; i++) {
      delivery.wrote("c" + i, 1, i * SECOND / 1000);
    }
    assertThat(delivery.arrived(99, 9 * SECOND)).isEmpty();
    assertThat(delivery.arrived(100, 9 * SECOND)).contains("c99");
    assertThat(delivery.arrived(1000, SECOND * 2)).isEmpty();
    assertThat(delivery.arrived(1000, SECOND * 3)).contains("c999");
  }

  @Test
  void serverThatTakesNothingIsStuck() {
    assertThat(delivery.isStuck(0, 99 * SECOND)).isFalse();
    delivery.wrote("a", 100, 0);
    assertThat(delivery.isStuck(99, 30 * SECOND)).isFalse();
    assertThat(delivery.isStuck(99, 31 * SECOND)).isTrue();
    assertThat(delivery.isStuck(100, 31 * SECOND)).isFalse();
  }
}
