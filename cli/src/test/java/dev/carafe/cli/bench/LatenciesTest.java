package dev.carafe.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void aPercentileIsOneThatWasMeasured() {
    Latencies latencies =
        new Latencies(LongStream.rangeClosed(1, 200).map(i -> (201 - i) * 1_000_000).toArray());
    assertThat(latencies.milliseconds(50)).isEqualTo(100);
    assertThat(latencies.milliseconds(99)).isEqualTo(198);
    assertThat(latencies.milliseconds(100)).isEqualTo(200);
    assertThat(latencies.milliseconds(0)).isEqualTo(1);
  }

  @Test
  void ofNothingThereIsNone() {
    assertThatIllegalArgumentException().isThrownBy(Latencies::new);
  }
}
