package dev.carafe.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.trust.release.Wave;
import dev.carafe.trust.release.WaveSet;
import dev.carafe.trust.release.Waves;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollOutTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Waves WAVES = WaveSet.OHNO.from(START);

  private static String text(Duration after) {
    return new RollOut(WAVES, START.plus(after)).text();
  }

  @Test
  void howFarItIsIsTold() {
    assertThat(new RollOut(Waves.none(), START).text()).isEqualTo("everybody at once");
    assertThat(text(Duration.ZERO))
        .isEqualTo("from 2026-03-01T00:30:00Z, until 2026-03-01T03:00:00Z");
    assertThat(text(Duration.ofMinutes(30))).isEqualTo("wave 1 of 5, until 2026-03-01T03:00:00Z");
    assertThat(text(Duration.ofMinutes(149))).startsWith("wave 3 of 5");
    assertThat(text(Duration.ofHours(3))).isEqualTo("everybody since 2026-03-01T03:00:00Z");
  }

  @Test
  void oneThatIsPausedSaysSo() {
    Instant now = START.plus(Duration.ofHours(1));
    RollOut paused = new RollOut(WAVES.haltedAt(now).orElseThrow(), now);
    assertThat(paused.text()).isEqualTo("paused");
    assertThat(paused.rows().getLast()).first().asString().endsWith(" to 2047");
    assertThat(paused.rows().getLast()).last().isEqualTo("never");
  }

  @Test
  void aRowTellsWhoseWaveItIs() {
    assertThat(new RollOut(WAVES, START).rows())
        .startsWith(
            List.of("0 to 101", "5 %", "2026-03-01T00:30:00Z"),
            List.of("102 to 511", "20 %", "2026-03-01T01:00:00Z"))
        .hasSize(5);
    Waves ended = new Waves(List.of(new Wave(0, START), new Wave(2048, START.plusSeconds(60))));
    assertThat(new RollOut(ended, START).rows())
        .containsExactly(List.of("0 to 2047", "100 %", "2026-03-01T00:00:00Z"));
  }
}
