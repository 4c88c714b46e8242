package dev.carafe.node.update;

import static dev.carafe.node.update.SampleUpdates.NOW;
import static dev.carafe.node.update.SampleUpdates.RUNNING;
import static dev.carafe.node.update.SampleUpdates.channel;
import static dev.carafe.node.update.SampleUpdates.image;
import static dev.carafe.node.update.SampleUpdates.policy;
import static dev.carafe.node.update.SampleUpdates.release;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.host.Journal;
import dev.carafe.node.metadata.FakeWaiting;
import dev.carafe.node.update.NextStep.Await;
import dev.carafe.node.update.NextStep.Begin;
import dev.carafe.node.update.NextStep.Nothing;
import dev.carafe.node.update.NextStep.Reboot;
import dev.carafe.node.update.NextStep.Standing;
import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.trust.release.Release;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextStepTest {
  private static final String APPLY = "'automatic':'apply'";
  private static final String DOWNLOAD = "'automatic':'download'";
  private static final String CLOSED = "'windows':{'night':{'start':'22:00','end':'04:00'}}";
  private static final Instant NIGHT = Instant.parse("2026-03-10T22:00:00Z");
  private static final Instant NEXT_REFRESH = NOW.plus(NextStep.BETWEEN_REFRESHES);

  private static final SystemImage NEXT = image("1.3.0", '3');
  private static final UpdateState STAGED = new UpdateState.Staged(NEXT, Optional.of(NEXT));
  private static final UpdateState READY = new UpdateState.Ready(NEXT, Optional.of(NEXT));
  private static final UpdateState AVAILABLE = new UpdateState.Available(NEXT);

  /// After a look just now, by which these are on offer.
  private static NextStep step(UpdatePolicy policy, UpdateState state, Release... releases) {
    Decision decision =
        Decision.of(
            channel(releases), new Decision.Situation(RUNNING, policy, UpdateHistory.empty(), NOW));
    return NextStep.of(
        new Standing(
            policy, state, Optional.empty(), Optional.of(NOW), Optional.of(decision), NOW));
  }

  private static NextStep step(UpdatePolicy policy, UpdateState state) {
    return step(policy, state, release("1.3.0", '3'));
  }

  @Test
  void whatIsOffDoesNothing() {
    assertThat(step(policy(), READY)).isEqualTo(new Nothing("settings.updates.automatic is off"));
    assertThat(step(policy(APPLY, "'hold':true"), READY))
        .isEqualTo(new Nothing("settings.updates.hold is true"));
  }

  @Test
  void withoutASourceThereIsNothingToDo() {
    UpdatePolicy policy =
        UpdatePolicy.read(
            SettingsTree.empty().with(Key.of("updates", "automatic"), Json.of("apply")));
    assertThat(step(policy, new UpdateState.Idle()))
        .isEqualTo(
            new Nothing(
                "settings.updates.metadata-base-url and settings.updates.targets-base-url are not"
                    + " set"));
  }

  @ParameterizedTest
  @ValueSource(strings = {DOWNLOAD, APPLY})
  void itLooksNowAndThenWhatIsOffered(String automatic) {
    for (UpdateState state : new UpdateState[] {new UpdateState.Idle(), STAGED, READY}) {
      assertThat(at(NOW, policy(automatic), state, Optional.empty(), Optional.empty()))
          .as("it has never looked")
          .isEqualTo(new Begin(UpdateCommand.REFRESH));
      assertThat(at(NEXT_REFRESH, policy(automatic), state, Optional.empty(), Optional.of(NOW)))
          .isEqualTo(new Begin(UpdateCommand.REFRESH));
    }
    assertThat(
            at(
                NEXT_REFRESH.minusSeconds(1),
                policy(automatic),
                new UpdateState.Idle(),
                Optional.empty(),
                Optional.of(NOW)))
        .isEqualTo(new Await(NEXT_REFRESH, "it looks again what is offered"));
  }

  @Test
  void afterAFailureItWaits() {
    Instant end = NOW.plus(NextStep.AFTER_FAILURE);
    CommandResult failed = new CommandResult(UpdateCommand.REFRESH, NOW, Optional.of("no"));
    assertThat(
            at(
                NOW.plusSeconds(60),
                policy(APPLY),
                AVAILABLE,
                Optional.of(failed),
                Optional.empty()))
        .isEqualTo(new Await(end, "the last command has failed"));
    assertThat(at(end, policy(APPLY), AVAILABLE, Optional.of(failed), Optional.empty()))
        .isEqualTo(new Begin(UpdateCommand.REFRESH));
  }

  @ParameterizedTest
  @ValueSource(strings = {DOWNLOAD, APPLY})
  void itPreparesWhatItMayTakeByItself(String automatic) {
    assertThat(step(policy(automatic), AVAILABLE)).isEqualTo(new Begin(UpdateCommand.PREPARE));
    assertThat(step(policy(automatic, CLOSED), AVAILABLE))
        .isEqualTo(new Await(NEXT_REFRESH, "it looks again what is offered"));
    assertThat(step(policy(automatic), STAGED, release("1.4.0", '4')))
        .as("something newer than what is staged")
        .isEqualTo(new Begin(UpdateCommand.PREPARE));
  }

  @Test
  void whoOnlyDownloadsStopsThere() {
    assertThat(step(policy(DOWNLOAD), STAGED))
        .isEqualTo(new Await(NEXT_REFRESH, "it looks again what is offered"));
    assertThat(step(policy(DOWNLOAD), READY))
        .isEqualTo(new Await(NEXT_REFRESH, "it looks again what is offered"));
  }

  @Test
  void whoAppliesGoesOnToTheEnd() {
    assertThat(step(policy(APPLY), STAGED)).isEqualTo(new Begin(UpdateCommand.ACTIVATE));
    assertThat(step(policy(APPLY), READY)).isEqualTo(new Reboot());
    assertThat(step(policy(APPLY), READY, release("1.4.0", '4')))
        .as("what is ready is not written over")
        .isEqualTo(new Reboot());
  }

  @Test
  void whoAppliesWaitsForItsWindow() {
    Await night = new Await(NIGHT, "window night opens then");
    assertThat(step(policy(APPLY, CLOSED), STAGED)).isEqualTo(night);
    assertThat(step(policy(APPLY, CLOSED), READY)).isEqualTo(night);
    UpdatePolicy policy = policy(APPLY, CLOSED);
    Optional<Instant> lately = Optional.of(NIGHT);
    assertThat(at(NIGHT, policy, READY, Optional.empty(), lately)).isEqualTo(new Reboot());
  }

  /// With nothing known of what is on offer.
  private static NextStep at(
      Instant now,
      UpdatePolicy policy,
      UpdateState state,
      Optional<CommandResult> last,
      Optional<Instant> refreshed) {
    return NextStep.of(new Standing(policy, state, last, refreshed, Optional.empty(), now));
  }

  @Test
  void aStepIsTakenByAnUpdaterAndThenTheNext() {
    FakeSlots slots = new FakeSlots(RUNNING);
    Journal journal = new Journal(new PrintStream(OutputStream.nullOutputStream()));
    Updater updater =
        Updater.open(
            new FakeRepository(channel(release("1.3.0", '3'))),
            slots,
            new UpdateStore(new FlakyDirectory()),
            () -> policy(APPLY),
            () -> NOW,
            Runnable::run,
            journal);
    AutomaticUpdates automatic =
        new AutomaticUpdates(updater, slots::reboot, new FakeWaiting(), journal);
    for (int i = 0; i < 4; i++) {
      assertThat(slots.running()).isEqualTo(RUNNING);
      automatic.step();
    }
    assertThat(slots.running()).isEqualTo(NEXT);
  }
}
