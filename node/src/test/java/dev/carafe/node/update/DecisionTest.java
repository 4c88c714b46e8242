package dev.carafe.node.update;

import static dev.carafe.node.update.SampleUpdates.NOW;
import static dev.carafe.node.update.SampleUpdates.RUNNING;
import static dev.carafe.node.update.SampleUpdates.between;
import static dev.carafe.node.update.SampleUpdates.channel;
import static dev.carafe.node.update.SampleUpdates.image;
import static dev.carafe.node.update.SampleUpdates.inWaves;
import static dev.carafe.node.update.SampleUpdates.policy;
import static dev.carafe.node.update.SampleUpdates.release;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.json.JsonReader;
import dev.carafe.trust.release.Channel;
import dev.carafe.trust.release.Version;
import dev.carafe.trust.release.Waves;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a node on 1.2.0 makes of channels.
class DecisionTest {
  private static final String CLOSED = "'windows':{'night':{'start':'22:00','end':'04:00'}}";

  private static Decision decide(Channel channel, UpdatePolicy policy, UpdateHistory history) {
    return Decision.of(channel, new Decision.Situation(RUNNING, policy, history, NOW));
  }

  private static Decision decide(Channel channel, String... settings) {
    return decide(channel, policy(settings), UpdateHistory.empty());
  }

  private static void assertChosen(Decision decision, String version) {
    assertThat(decision.choice().chosen().map(candidate -> candidate.release().version()))
        .as(decision.choice().text())
        .contains(Version.of(version));
  }

  @Test
  void theNewestIsTaken() {
    Channel channel = channel(release("1.3.0", '3'), release("1.10.0", 'a'), release("1.1.0", '1'));
    Decision decision = decide(channel);
    assertChosen(decision, "1.10.0");
    assertThat(decision.choice().text()).isEqualTo("1.10.0 is available");
    assertThat(decision.candidates())
        .extracting(Candidate::why)
        .containsExactly("", "", "it is not newer than 1.2.0, which runs");
  }

  @Test
  void whereNothingIsNewerThereIsNothingToTake() {
    Decision decision = decide(channel(release("1.2.0+again", '3'), release("1.1.0", '1')));
    assertThat(decision.choice()).isEqualTo(new Choice.UpToDate(Version.of("1.2.0")));
    assertThat(decision.choice().text()).isEqualTo("1.2.0 is up to date");
    assertThat(decide(channel()).choice()).isInstanceOf(Choice.UpToDate.class);
  }

  @Test
  void whatIsForOtherNodesIsNot() {
    SystemImage arm = new SystemImage(Version.of("1.3.0"), "plain", "aarch64", RUNNING.rootHash());
    SystemImage other = new SystemImage(Version.of("1.4.0"), "k8s", "x86_64", RUNNING.rootHash());
    Decision decision =
        decide(
            channel(
                SampleUpdates.release(arm, Optional.empty(), Optional.empty(), Waves.none()),
                SampleUpdates.release(other, Optional.empty(), Optional.empty(), Waves.none())));
    assertThat(decision.choice()).isEqualTo(new Choice.Blocked(decision.candidates().getFirst()));
    assertThat(decision.choice().text())
        .isEqualTo("1.4.0 is not taken, as it is for k8s on x86_64");
    assertThat(decision.candidates())
        .extracting(Candidate::why)
        .containsExactly("it is for k8s on x86_64", "it is for plain on aarch64");
    assertThat(decision.available()).isEmpty();
  }

  @Test
  void whatIsForOtherNodesCountsOnlyWhereItIsNamed() {
    SystemImage other = new SystemImage(Version.of("1.4.0"), "k8s", "x86_64", RUNNING.rootHash());
    Channel channel =
        channel(
            SampleUpdates.release(other, Optional.empty(), Optional.empty(), Waves.none()),
            release("1.1.0", '1'));
    assertThat(decide(channel).choice()).isInstanceOf(Choice.UpToDate.class);
    assertThat(decide(channel, "'version-lock':'1.4.0'").choice().text())
        .isEqualTo("1.4.0 is not taken, as it is for k8s on x86_64");
    assertThat(decide(channel, "'version-lock':'1.5.0'").choice())
        .isInstanceOf(Choice.NoSuchVersion.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', true, ''",
    "1.2.0, '', true, ''",
    "1.2.1, '', false, it installs from 1.2.1 or newer",
    "'', 1.2.0, true, ''",
    "'', 1.1.9, false, it installs from 1.1.9 or older",
    "1.0.0, 1.9.0, true, ''",
  })
  void itInstallsFromWhereItIsMadeFor(String least, String most, boolean taken, String why) {
    Decision decision = decide(channel(between("1.3.0", '3', least, most)));
    assertThat(decision.choice().chosen().isPresent()).isEqualTo(taken);
    assertThat(decision.candidates().getFirst().why()).isEqualTo(why);
    if (!taken) {
      assertThat(decision.choice()).isInstanceOf(Choice.Blocked.class);
      assertThat(decision.choice().text()).isEqualTo("1.3.0 is not taken, as " + why);
    }
  }

  @Test
  void whereTheNewestIsTooFarAStepInBetweenIsTaken() {
    assertChosen(
        decide(channel(between("2.0.0", 'b', "1.3.0", ""), release("1.3.0", '3'))), "1.3.0");
  }

  @Test
  void beforeItsTurnANodeWaits() {
    Decision decision = decide(channel(inWaves("1.3.0", '3')));
    Instant turn = NOW.plus(Duration.ofHours(1));
    assertThat(decision.choice())
        .isEqualTo(new Choice.Waiting(decision.candidates().getFirst(), turn));
    assertThat(decision.choice().text())
        .isEqualTo(
            "1.3.0 is not taken yet, as seed 0 is in wave 1 of 2, and its turn comes at"
                + " 2026-03-10T13:00:00Z");
    assertThat(decision.available()).isEmpty();
    Decision.Situation then =
        new Decision.Situation(RUNNING, policy(), UpdateHistory.empty(), turn);
    assertChosen(Decision.of(channel(inWaves("1.3.0", '3')), then), "1.3.0");
  }

  @Test
  void aLaterSeedWaitsLonger() {
    assertThat(decide(channel(inWaves("1.3.0", '3')), "'seed':2047").choice())
        .isInstanceOfSatisfying(
            Choice.Waiting.class,
            waiting -> assertThat(waiting.until()).isEqualTo(NOW.plus(Duration.ofDays(1))));
  }

  @Test
  void whoIgnoresWavesDoesNotWait() {
    Decision decision = decide(channel(inWaves("1.3.0", '3')), "'ignore-waves':true");
    assertChosen(decision, "1.3.0");
    assertThat(decision.candidates().getFirst().turn()).as("it is told all the same").isPresent();
  }

  @Test
  void whatMayBeHadNowIsTakenBeforeWhatIsNewerAndLater() {
    Decision decision = decide(channel(inWaves("1.4.0", '4'), release("1.3.0", '3')));
    assertChosen(decision, "1.3.0");
    assertThat(decision.available()).containsExactly(Version.of("1.3.0"));
  }

  @Test
  void aNodeThatIsHeldStaysAsItIs() {
    Decision decision = decide(channel(release("1.3.0", '3')), "'hold':true");
    assertThat(decision.choice()).isInstanceOf(Choice.Blocked.class);
    assertThat(decision.choice().text())
        .isEqualTo("1.3.0 is not taken, as settings.updates.hold is true");
    assertThat(decide(channel(inWaves("1.3.0", '3')), "'hold':true").choice())
        .as("time alone does not help")
        .isInstanceOf(Choice.Blocked.class);
  }

  @Test
  void aClosedWindowBindsTheNodeAlone() {
    Decision decision = decide(channel(release("1.3.0", '3')), CLOSED);
    assertChosen(decision, "1.3.0");
    assertThat(decision.choice().text())
        .isEqualTo(
            "1.3.0 is available; but by itself the node waits for window night, which opens at"
                + " 2026-03-10T22:00:00Z");
    assertThat(decision.candidates().getFirst().isFreeByItself()).isFalse();
    assertThat(
            decide(channel(release("1.3.0", '3')), CLOSED.replace("22:00", "12:00"))
                .candidates()
                .getFirst()
                .isFreeByItself())
        .isTrue();
  }

  @Test
  void theWantedVersionIsTakenAndNoOther() {
    Channel channel = channel(release("1.4.0", '4'), release("1.3.0+a", '3'));
    Decision decision = decide(channel, "'version-lock':'v1.3.0'");
    assertChosen(decision, "1.3.0+a");
    assertThat(decision.candidates().getFirst().why())
        .isEqualTo("settings.updates.version-lock is 1.3.0");
    assertChosen(decide(channel, "'version-lock':'1.3.0+a'"), "1.3.0+a");
  }

  @Test
  void onlyTheWantedVersionMayBeOlder() {
    Channel channel = channel(release("1.1.0", '1'));
    assertThat(decide(channel).choice()).isInstanceOf(Choice.UpToDate.class);
    assertChosen(decide(channel, "'version-lock':'1.1.0'"), "1.1.0");
  }

  @Test
  void whatRunsIsWanted() {
    assertThat(decide(channel(release("1.3.0", '3')), "'version-lock':'1.2.0'").choice())
        .isEqualTo(new Choice.UpToDate(Version.of("1.2.0")));
  }

  @Test
  void aWantedVersionThatIsNotThereIsNamed() {
    Decision decision = decide(channel(release("1.3.0", '3')), "'version-lock':'1.3.0+other'");
    assertThat(decision.choice())
        .isEqualTo(new Choice.NoSuchVersion(Version.of("1.3.0+other"), "stable"));
    assertThat(decision.choice().text())
        .isEqualTo(
            "settings.updates.version-lock is 1.3.0+other, and channel stable has no such release");
  }

  @Test
  void theWantedVersionWaitsForItsTurnToo() {
    assertThat(decide(channel(inWaves("1.3.0", '3')), "'version-lock':'1.3.0'").choice())
        .isInstanceOf(Choice.Waiting.class);
  }

  @Test
  void whatTheNodeWentBackFromIsNotTakenAgain() {
    UpdateHistory history =
        UpdateHistory.empty()
            .with(
                Attempt.begun(NOW.minus(Duration.ofDays(1)), RUNNING, image("1.4.0", '4'), false)
                    .become(Outcome.ROLLED_BACK, NOW)
                    .because("containerd did not start"));
    Channel channel = channel(release("1.4.0", '4'), release("1.3.0", '3'));
    Decision decision = decide(channel, policy(), history);
    assertChosen(decision, "1.3.0");
    assertThat(decision.candidates().getFirst().why())
        .isEqualTo(
            "it was tried at 2026-03-09T12:00:00Z, and the node went back: containerd did not"
                + " start");
    assertThat(decide(channel(release("1.4.0", '4')), policy(), history).choice())
        .isInstanceOf(Choice.Blocked.class);
  }

  @Test
  void whoWantsItByNameMayTryItAgainButTheNodeDoesNotByItself() {
    UpdateHistory history =
        UpdateHistory.empty()
            .with(
                Attempt.begun(NOW, RUNNING, image("1.4.0", '4'), false)
                    .become(Outcome.ROLLED_BACK, NOW));
    Decision decision =
        decide(channel(release("1.4.0", '4')), policy("'version-lock':'1.4.0'"), history);
    assertChosen(decision, "1.4.0");
    assertThat(decision.choice().chosen().orElseThrow().isFreeByItself()).isFalse();
  }

  @Test
  void aDownloadThatFailedIsTriedAgain() {
    UpdateHistory history =
        UpdateHistory.empty().with(Attempt.begun(NOW, RUNNING, image("1.3.0", '3'), false));
    assertChosen(decide(channel(release("1.3.0", '3')), policy(), history), "1.3.0");
  }

  @Test
  void scriptsAreToldTheSame() {
    Decision decision = decide(channel(inWaves("1.3.0", '3')));
    assertThat(decision.choice().json())
        .isEqualTo(
            JsonReader.read(
                """
                {"kind": "waiting",
                 "text": "%s",
                 "version": "1.3.0",
                 "until": "2026-03-10T13:00:00Z"}
                """
                    .formatted(decision.choice().text())));
    assertThat(decision.candidates().getFirst().json(RUNNING.rootHash()))
        .isEqualTo(
            JsonReader.read(
                """
                {"version": "1.3.0", "variant": "plain", "arch": "x86_64", "download_bytes": 200,
                 "turn": {"wave": 1, "waves": 2, "from": "2026-03-10T13:00:00Z"},
                 "obstacles": [{"kind": "not-yet",
                                "text": "seed 0 is in wave 1 of 2, and its turn comes at 2026-03-10T13:00:00Z",
                                "until": "2026-03-10T13:00:00Z",
                                "binds_callers": true}]}
                """));
  }
}
