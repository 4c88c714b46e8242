package dev.carafe.trust.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavesTest {
  private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");

  /// Seeds 0 to 19 in 20 hours, 20 to 1023 in 1004 hours, the others at once.
  private static final Waves WAVES = new Waves(List.of(wave(1024, 1024), wave(0, 0), wave(20, 20)));

  private static Wave wave(int seed, int hours) {
    return new Wave(seed, DAY.plus(Duration.ofHours(hours)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0",
    "1, 1, 1",
    "19, 1, 19",
    "20, 2, 20",
    "21, 2, 21",
    "1023, 2, 1023",
    "1024, 3, 1024",
    "2047, 3, 1024",
    "2048, 3, 1024",
    "4294967295, 3, 1024",
  })
  void eachSeedHasItsTurn(long seed, int wave, int hours) {
    assertThat(WAVES.turnOf(seed))
        .contains(new Turn(seed, wave, 3, DAY.plus(Duration.ofHours(hours))));
  }

  @Test
  void aLastWaveWithoutNodesEndsTheOneBefore() {
    Waves waves = new Waves(List.of(wave(0, 0), wave(1024, 10), wave(2048, 1034)));
    assertThat(from(waves, 1024)).isEqualTo(DAY.plus(Duration.ofHours(10)));
    assertThat(from(waves, 2047)).isEqualTo(DAY.plus(Duration.ofHours(1033)));
    assertThat(from(waves, 9999)).isEqualTo(DAY.plus(Duration.ofHours(1034)));
  }

  @Test
  void turnsOfOneWaveAreSpreadBySeedAndNeverGoBack() {
    Waves waves = WaveSet.DEFAULT.from(DAY);
    Instant before = Instant.MIN;
    for (int seed = 0; seed < Wave.SEEDS; seed++) {
      Instant from = from(waves, seed);
      assertThat(from).as("seed %d", seed).isAfterOrEqualTo(before);
      before = from;
    }
    assertThat(before).isEqualTo(DAY.plus(Duration.ofDays(6)));
  }

  private static Instant from(Waves waves, long seed) {
    return waves.turnOf(seed).orElseThrow().from();
  }

  @Test
  void withoutWavesNobodyWaits() {
    assertThat(Waves.none().turnOf(0)).isEqualTo(Optional.empty());
  }

  @Test
  void whatIsOutOfOrderIsRefused() {
    assertRefused(wave(1, 0));
    assertRefused(wave(0, 0), wave(0, 1));
    assertRefused(wave(0, 1), wave(1, 1));
    assertRefused(wave(0, 1), wave(1, 0));
    assertThatThrownBy(() -> wave(2049, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> wave(-1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertRefused(Wave... waves) {
    assertThatThrownBy(() -> new Waves(List.of(waves)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// Whoever has begun, or could have, keeps the turn; nobody else gets one.
  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 3600, 72_000, 72_001, 200_000, 3_686_399})
  void aHaltIsForThoseWhoseTurnHasNotCome(long seconds) {
    Instant now = DAY.plusSeconds(seconds);
    Waves halted = WAVES.haltedAt(now).orElseThrow();
    assertThat(halted.isHalted()).isTrue();
    for (int seed = 0; seed < Wave.SEEDS; seed++) {
      Instant before = from(WAVES, seed);
      assertThat(from(halted, seed))
          .as("seed %d", seed)
          .isEqualTo(before.isAfter(now) ? Waves.NEVER : before);
    }
    assertThat(halted.haltedAt(now.plusSeconds(1))).contains(halted);
  }

  @Test
  void wavesOfAFewSecondsAreHaltedToo() {
    Waves waves = new Waves(List.of(new Wave(0, DAY), new Wave(1000, DAY.plusSeconds(2))));
    Waves halted = waves.haltedAt(DAY.plusSeconds(1)).orElseThrow();
    assertThat(from(halted, 499)).isBefore(DAY.plusSeconds(2));
    assertThat(from(halted, 501)).isEqualTo(Waves.NEVER);
  }

  @Test
  void whereEverybodysTurnHasComeNothingCanBeHalted() {
    assertThat(Waves.none().haltedAt(DAY)).isEmpty();
    assertThat(WAVES.haltedAt(DAY.plus(Duration.ofHours(1024)))).isEmpty();
    assertThat(Waves.none().isHalted()).isFalse();
    assertThat(WAVES.isHalted()).isFalse();
  }

  @Test
  void stepsReachAPartOfAllNodes() {
    assertThat(
            Waves.rolledOut(
                    DAY,
                    List.of(
                        new WaveStep(Duration.ZERO, 50), new WaveStep(Duration.ofHours(1), 100)))
                .list())
        .containsExactly(wave(0, 0), wave(1024, 1));
    assertThatThrownBy(() -> new WaveStep(Duration.ZERO, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WaveStep(Duration.ZERO, 101))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// As Bottlerocket's publishing makes them of the same set.
  @Test
  void theUsualSetIsBottlerockets() {
    assertThat(WaveSet.DEFAULT.from(DAY).list())
        .containsExactly(
            wave(0, 1),
            wave(20, 4),
            wave(102, 24),
            wave(307, 48),
            wave(819, 96),
            wave(1228, 120),
            wave(1843, 144));
  }

  @Test
  void theOthersAreTooByTheirLastWaves() {
    assertLast(WaveSet.ACCELERATED, 1638, Duration.ofDays(1));
    assertLast(WaveSet.OHNO, 1843, Duration.ofHours(3));
    assertLast(WaveSet.SLOW_ROLL, 1843, Duration.ofDays(13));
  }

  private static void assertLast(WaveSet set, int seed, Duration after) {
    assertThat(set.from(DAY).list().getLast()).isEqualTo(new Wave(seed, DAY.plus(after)));
  }

  @ParameterizedTest
  @EnumSource
  void aSetIsFoundByItsName(WaveSet set) {
    assertThat(WaveSet.named(set.word())).contains(set);
    assertThat(WaveSet.named(set.name())).isEmpty();
  }
}
