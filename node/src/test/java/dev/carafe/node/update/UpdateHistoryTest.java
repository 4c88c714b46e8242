package dev.carafe.node.update;

import static dev.carafe.node.update.SampleUpdates.NOW;
import static dev.carafe.node.update.SampleUpdates.RUNNING;
import static dev.carafe.node.update.SampleUpdates.hash;
import static dev.carafe.node.update.SampleUpdates.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.json.JsonReader;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpdateHistoryTest {
  private static final SystemImage NEXT = image("1.3.0", '3');
  private static final Instant LATER = NOW.plusSeconds(60);

  private static Attempt attempt(SystemImage to, Outcome outcome) {
    return Attempt.begun(NOW, RUNNING, to, false).become(outcome, NOW);
  }

  private static UpdateHistory history(Attempt... attempts) {
    UpdateHistory history = UpdateHistory.empty();
    for (Attempt attempt : attempts) {
      history = history.with(attempt);
    }
    return history;
  }

  @Test
  void theOldestAreForgotten() {
    UpdateHistory history = UpdateHistory.empty();
    for (int i = 0; i < UpdateHistory.MOST + 3; i++) {
      history = history.with(attempt(image("1.3." + i, '3'), Outcome.FAILED));
    }
    assertThat(history.attempts()).hasSize(UpdateHistory.MOST);
    assertThat(history.attempts().getFirst().to()).hasToString("1.3.3");
  }

  @Test
  void anOpenAttemptIsConcluded() {
    UpdateHistory history =
        history(attempt(NEXT, Outcome.ROLLED_BACK), attempt(NEXT, Outcome.ACTIVATED));
    UpdateHistory after =
        history.conclude(
            NEXT.rootHash(), it -> it.become(Outcome.BLESSED, LATER).shownBy("all gates pass"));
    assertThat(after.attempts().getFirst().outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(after.attempts().getLast())
        .isEqualTo(
            attempt(NEXT, Outcome.BLESSED)
                .become(Outcome.BLESSED, LATER)
                .shownBy("all gates pass"));
  }

  @ParameterizedTest
  @EnumSource(names = {"BLESSED", "ROLLED_BACK", "FAILED"})
  void whatIsDecidedStaysSo(Outcome outcome) {
    UpdateHistory history = history(attempt(NEXT, Outcome.STAGED), attempt(NEXT, outcome));
    assertThat(history.conclude(NEXT.rootHash(), it -> it.become(Outcome.ACTIVATED, LATER)))
        .isEqualTo(history);
    assertThat(history.conclude(hash('9'), it -> it.become(Outcome.ACTIVATED, LATER)))
        .isEqualTo(history);
  }

  @Test
  void whoeverWentBackFromASystemIsRemembered() {
    Attempt back = attempt(NEXT, Outcome.ROLLED_BACK);
    assertThat(history(back).retreatFrom(NEXT.rootHash())).contains(back);
    assertThat(history(back).retreatFrom(hash('9'))).isEmpty();
    assertThat(history(back, attempt(NEXT, Outcome.FAILED)).retreatFrom(NEXT.rootHash()))
        .as("another try did not come so far")
        .contains(back);
    assertThat(history(back, attempt(NEXT, Outcome.BLESSED)).retreatFrom(NEXT.rootHash()))
        .as("it did well since")
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"STAGED", "ACTIVATED", "FAILED", "BLESSED"})
  void noOtherOutcomeIsARetreat(Outcome outcome) {
    assertThat(history(attempt(NEXT, outcome)).retreatFrom(NEXT.rootHash())).isEmpty();
  }

  @Test
  void somebodysWishToGoBackIsARetreatOnceItIsCarriedOut() {
    Attempt blessed = attempt(NEXT, Outcome.BLESSED);
    Attempt back = Attempt.begun(LATER, NEXT, RUNNING, true);
    for (Outcome done : new Outcome[] {Outcome.ACTIVATED, Outcome.BLESSED}) {
      Attempt carried = back.become(done, LATER);
      assertThat(history(blessed, carried).retreatFrom(NEXT.rootHash())).contains(carried);
    }
    assertThat(history(blessed, back.become(Outcome.STAGED, LATER)).retreatFrom(NEXT.rootHash()))
        .as("it was taken back")
        .isEmpty();
    Attempt wanted = Attempt.begun(LATER, NEXT, RUNNING, false).become(Outcome.BLESSED, LATER);
    assertThat(history(blessed, wanted).retreatFrom(NEXT.rootHash()))
        .as("a version that the settings wanted")
        .isEmpty();
  }

  @Test
  void longTextsAreCut() {
    Attempt attempt =
        attempt(NEXT, Outcome.FAILED).because("x".repeat(9000)).shownBy("y".repeat(9000));
    assertThat(attempt.reason()).hasSize(4097).endsWith("x\u2026");
    assertThat(attempt.evidence().orElseThrow()).hasSize(4097);
  }

  @Test
  void scriptsReadIt() {
    Attempt attempt =
        attempt(NEXT, Outcome.ROLLED_BACK).because("a gate failed").shownBy("containerd: dead");
    assertThat(history(attempt).json())
        .isEqualTo(
            JsonReader.read(
                """
                [{"time": "2026-03-10T12:00:00Z",
                  "from": {"arch": "x86_64", "version": "1.2.0", "variant": "plain",
                           "root_hash": "%s"},
                  "to": {"arch": "x86_64", "version": "1.3.0", "variant": "plain",
                         "root_hash": "%s"},
                  "retreat": false,
                  "outcome": "rolled-back",
                  "changed": "2026-03-10T12:00:00Z",
                  "reason": "a gate failed",
                  "evidence": "containerd: dead"}]
                """
                    .formatted("2".repeat(64), "3".repeat(64))));
  }
}
