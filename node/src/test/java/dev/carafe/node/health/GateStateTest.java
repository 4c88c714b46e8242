package dev.carafe.node.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.health.GateState.Failed;
import dev.carafe.node.health.GateState.Passed;
import dev.carafe.node.health.GateState.Settling;
import dev.carafe.node.health.GateState.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every state by every event: a look that passes or does not, before the deadline or after it.
class GateStateTest {
  private static final Gate GATE =
      new Gate(
          "web",
          new Check.PodReady("web"),
          Duration.ofSeconds(100),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5));
  private static final Duration BEGUN = Duration.ofSeconds(10);
  private static final Optional<String> FAULT = Optional.of("why");
  private static final List<String> LOG = List.of("said");

  static Stream<Arguments> transitions() {
    return Stream.of(
        // before the deadline
        Arguments.of(new Waiting(Optional.empty()), false, 20, new Waiting(FAULT)),
        Arguments.of(new Waiting(Optional.of("else")), false, 20, new Waiting(FAULT)),
        Arguments.of(new Waiting(FAULT), true, 20, new Settling(Duration.ofSeconds(20))),
        Arguments.of(settling(20), true, 49, settling(20)),
        Arguments.of(settling(20), true, 50, passed(20)),
        Arguments.of(settling(20), false, 25, new Waiting(FAULT)),
        Arguments.of(passed(20), true, 60, passed(20)),
        Arguments.of(passed(20), false, 60, new Waiting(FAULT)),
        Arguments.of(new Waiting(FAULT), false, 109, new Waiting(FAULT)),
        // from the deadline on
        Arguments.of(new Waiting(FAULT), false, 110, new Failed("why", List.of())),
        Arguments.of(new Waiting(FAULT), true, 110, settling(110)),
        Arguments.of(settling(105), true, 134, settling(105)),
        Arguments.of(settling(105), true, 135, passed(105)),
        Arguments.of(settling(105), false, 134, new Failed("why", List.of())),
        Arguments.of(passed(20), false, 134, new Failed("why", List.of())),
        Arguments.of(passed(20), true, 134, passed(20)),
        Arguments.of(new Failed("else", LOG), false, 134, new Failed("why", LOG)),
        Arguments.of(new Failed("else", LOG), true, 134, settling(134)));
  }

  private static GateState settling(long since) {
    return new Settling(Duration.ofSeconds(since));
  }

  private static GateState passed(long since) {
    return new Passed(Duration.ofSeconds(since));
  }

  @ParameterizedTest
  @MethodSource("transitions")
  void aLookLeadsOn(GateState before, boolean passes, long now, GateState after) {
    Optional<String> fault = passes ? Optional.empty() : FAULT;
    assertThat(before.after(fault, GATE, BEGUN, Duration.ofSeconds(now))).isEqualTo(after);
  }

  @Test
  void whatNeedNotSettlePassesAtOnce() {
    Gate hasty = new Gate("a", GATE.check(), GATE.deadline(), Duration.ZERO, GATE.interval());
    assertThat(GateState.first().after(Optional.empty(), hasty, BEGUN, Duration.ofSeconds(20)))
        .isEqualTo(passed(20));
  }
}
