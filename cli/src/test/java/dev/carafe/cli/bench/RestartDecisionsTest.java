package dev.carafe.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RestartDecisionsTest {
  private static final String JOURNAL =
      """
      <6>pod p01: container page runs
      <6>pod p01: container page has ended with 137, Error, 412 ms ago; next start: now
      2026-01-01T00:00:00Z carafe-agent[1]: pod p02: container page has ended with 137, Error, 1004 ms ago; next start: now
      <6>pod p01: container page has ended with 137, Error, 87 ms ago; next start: at 2026-01-01T00:00:10Z
      <6>pod p03: container page has ended with 0, Completed, 5 ms ago; next start: never
      """;

  @Test
  void theFirstDeathOfEachPodCounts() {
    assertThat(RestartDecisions.of(JOURNAL).milliseconds())
        .isEqualTo(Map.of("p01", 412L, "p02", 1004L));
    assertThat(RestartDecisions.of(JOURNAL).latencies().milliseconds(100)).isEqualTo(1004);
  }

  @Test
  void whatIsPutOffIsDecidedToo() {
    assertThat(
            RestartDecisions.of(JOURNAL.lines().skip(3).findFirst().orElseThrow()).milliseconds())
        .isEqualTo(Map.of("p01", 87L));
  }

  @Test
  void ofASilentAgentThereAreNoFigures() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RestartDecisions.of("<6>ready 100 ms").latencies());
  }
}
