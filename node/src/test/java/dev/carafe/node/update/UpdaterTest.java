package dev.carafe.node.update;

import static dev.carafe.node.update.SampleUpdates.NOW;
import static dev.carafe.node.update.SampleUpdates.channel;
import static dev.carafe.node.update.SampleUpdates.inWaves;
import static dev.carafe.node.update.SampleUpdates.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.settings.json.JsonReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What commands do, in every state, and how they fail.
class UpdaterTest {
  private final UpdatedNode node = new UpdatedNode();

  /// Every command in every state.
  @ParameterizedTest
  @CsvSource({
    "Idle, REFRESH, Available",
    "Idle, PREPARE, WrongStateException",
    "Idle, ACTIVATE, WrongStateException",
    "Idle, DEACTIVATE, WrongStateException",
    "Idle, ROLLBACK, NoUpdateException",
    "Available, REFRESH, Available",
    "Available, PREPARE, Staged",
    "Available, ACTIVATE, WrongStateException",
    "Available, DEACTIVATE, WrongStateException",
    "Available, ROLLBACK, NoUpdateException",
    "Staged, REFRESH, Staged",
    "Staged, PREPARE, Staged",
    "Staged, ACTIVATE, Ready",
    "Staged, DEACTIVATE, WrongStateException",
    "Staged, ROLLBACK, WrongStateException",
    "Ready, REFRESH, Ready",
    "Ready, PREPARE, WrongStateException",
    "Ready, ACTIVATE, WrongStateException",
    "Ready, DEACTIVATE, Staged",
    "Ready, ROLLBACK, WrongStateException",
  })
  void eachStateAllowsWhatMakesSenseInIt(String state, UpdateCommand command, String then) {
    node.bring(state);
    if (then.endsWith("Exception")) {
      assertThatThrownBy(() -> node.ask(command))
          .isInstanceOf(RefusedUpdateException.class)
          .satisfies(refusal -> assertThat(refusal.getClass().getSimpleName()).isEqualTo(then));
      if (!state.equals("Idle")) {
        assertThat(node.state()).as("nothing has changed").isEqualTo(state);
      }
    } else {
      node.ask(command);
      assertThat(node.state()).isEqualTo(then);
      assertThat(node.last().text("cmd_type")).contains(command.toString());
      assertThat(node.last().text("cmd_status")).contains("Success");
    }
  }

  @Test
  void aRefusalSaysWhatToDoInstead() {
    node.bring("Ready");
    assertThatThrownBy(node.updater()::prepare)
        .hasMessage(
            "could not prepare: the state is Ready; reboot into it, or deactivate it first");
  }

  @Test
  void whatIsAtWorkIsNotDisturbed() {
    node.holdCommands();
    node.updater().refresh();
    for (UpdateCommand command : UpdateCommand.values()) {
      assertThatThrownBy(() -> node.ask(command))
          .isInstanceOf(BusyException.class)
          .hasMessage("could not begin: the command refresh is still at work; ask again later");
    }
    assertThatThrownBy(node.updater()::status).isInstanceOf(BusyException.class);
    assertThat(node.updater().history()).isEqualTo(UpdateHistory.empty());
    node.runCommand();
    assertThat(node.state()).isEqualTo("Available");
  }

  @Test
  void eachCommandHasATimeOfItsOwn() {
    node.updater().refresh();
    Optional<String> first = node.last().text("timestamp");
    node.updater().refresh();
    Optional<String> second = node.last().text("timestamp");
    node.now(NOW.minus(Duration.ofDays(1)));
    node.updater().refresh();
    assertThat(List.of(first, second, node.last().text("timestamp")))
        .doesNotHaveDuplicates()
        .hasSize(3);
  }

  @Test
  void aFailureIsTold() {
    node.repository().fail("could not reach https://example.com: nobody answers");
    node.updater().refresh();
    assertThat(node.state()).isEqualTo("Idle");
    assertThat(node.last())
        .isEqualTo(
            JsonReader.read(
                """
                {"cmd_type": "refresh", "cmd_status": "Failed",
                 "timestamp": "2026-03-10T12:00:00Z", "exit_status": 1,
                 "stderr": "could not reach https://example.com: nobody answers"}
                """));
    assertThat(node.said()).contains("updates: refresh failed: could not reach");
  }

  @Test
  void aPreparationThatFailsLeavesNothingStaged() {
    node.bring("Staged");
    node.slots().fail(new FailedUpdateException("could not write usr: the disk is full"));
    node.updater().prepare();
    assertThat(node.state()).isEqualTo("Available");
    assertThat(node.lastAttempt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(node.lastAttempt().reason()).isEqualTo("could not write usr: the disk is full");
    node.slots().mend();
    node.updater().prepare();
    assertThat(node.state()).isEqualTo("Staged");
  }

  /// Nothing was touched, so what is on the disk may still be started.
  @Test
  void aPreparationThatIsRefusedLeavesWhatIsStaged() {
    node.bring("Staged");
    node.slots().room(300);
    node.updater().prepare();
    assertThat(node.state()).isEqualTo("Staged");
    assertThat(node.last().text("stderr"))
        .contains(
            "could not install 1.3.0: the other slot has room for 300 bytes, and 400 are needed");
    assertThat(node.lastAttempt().outcome()).isEqualTo(Outcome.FAILED);
    node.updater().activate();
    assertThat(node.state()).isEqualTo("Ready");
  }

  @Test
  void anActivationThatFailsChangesNothing() {
    node.bring("Staged");
    node.slots().fail(new FailedUpdateException("could not write the boot loader's entry: no"));
    node.updater().activate();
    assertThat(node.state()).isEqualTo("Staged");
    assertThat(node.last().text("cmd_status")).contains("Failed");
    node.slots().mend();
    node.updater().activate();
    node.slots().fail(new FailedUpdateException("no"));
    node.updater().deactivate();
    assertThat(node.state()).isEqualTo("Ready");
  }

  @Test
  void aFaultOfOurOwnEndsTheCommandAndNotTheUpdates() {
    node.bring("Staged");
    node.slots().fail(new IllegalStateException("odd"));
    node.updater().activate();
    assertThat(node.last().text("stderr"))
        .contains(
            "could not activate: a fault of the agent's own, java.lang.IllegalStateException: odd");
    node.slots().mend();
    node.updater().activate();
    assertThat(node.state()).isEqualTo("Ready");
  }

  @Test
  void whatIsChosenIsLookedAtAgainBeforeItIsPrepared() {
    node.bring("Available");
    node.policy(policy("'hold':true"));
    assertThatThrownBy(node.updater()::prepare)
        .isInstanceOf(NoUpdateException.class)
        .hasMessage("there is no update: 1.3.0 is not taken, as settings.updates.hold is true");
  }

  @Test
  void aNodeThatIsHeldIsNotActivatedButTheWayBackIsOpen() {
    node.bring("Staged");
    node.policy(policy("'hold':true"));
    assertThatThrownBy(node.updater()::activate).isInstanceOf(NoUpdateException.class);
    node.policy(policy());
    node.updater().activate();
    node.policy(policy("'hold':true"));
    node.updater().deactivate();
    assertThat(node.state()).isEqualTo("Staged");
  }

  @Test
  void aReleaseBeforeItsTurnIsNotAvailable() {
    node.repository().offer(channel(inWaves("1.3.0", '3')));
    node.updater().refresh();
    assertThat(node.state()).isEqualTo("Idle");
    node.now(NOW.plus(Duration.ofHours(2)));
    node.updater().refresh();
    assertThat(node.state()).isEqualTo("Available");
  }
}
