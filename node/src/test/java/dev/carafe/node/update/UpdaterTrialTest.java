package dev.carafe.node.update;

import static dev.carafe.node.update.SampleUpdates.NOW;
import static dev.carafe.node.update.SampleUpdates.RUNNING;
import static dev.carafe.node.update.SampleUpdates.hash;
import static dev.carafe.node.update.SampleUpdates.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.settings.json.Json;
import org.junit.jupiter.api.Test;

/// What becomes of updates when the machine or the agent starts anew.
class UpdaterTrialTest {
  private final UpdatedNode node = new UpdatedNode();

  @Test
  void whatIsStagedOutlivesTheAgent() {
    node.bring("Ready");
    node.restart();
    assertThat(node.state()).isEqualTo("Ready");
    node.updater().deactivate();
    node.restart();
    assertThat(node.state()).isEqualTo("Staged");
    assertThat(node.updater().status().member("chosen_update")).contains(new Json.Null());
    assertThatThrownBy(node.updater()::prepare)
        .as("it is not known what is on offer")
        .isInstanceOf(NoUpdateException.class);
    node.updater().activate();
    assertThat(node.state()).isEqualTo("Ready");
  }

  @Test
  void aTrialThatEndsWellIsBlessed() {
    node.bring("Ready");
    node.slots().reboot();
    node.restart();
    assertThat(node.state()).isEqualTo("Idle");
    assertThat(node.lastAttempt().outcome()).isEqualTo(Outcome.ACTIVATED);
    node.now(NOW.plusSeconds(90));
    node.updater().blessed("3 gates pass");
    assertThat(node.lastAttempt().outcome()).isEqualTo(Outcome.BLESSED);
    assertThat(node.lastAttempt().changed()).isEqualTo(NOW.plusSeconds(90));
    node.restart();
    assertThat(node.lastAttempt().evidence()).contains("3 gates pass");
    node.updater().refresh();
    assertThat(node.state()).as("nothing is newer").isEqualTo("Idle");
  }

  @Test
  void aTrialThatEndsBadlyIsRememberedAndNotTriedAgain() {
    node.bring("Ready");
    node.slots().rebootInVain();
    node.restart();
    node.updater().wentBack(hash('3'), "it did not come up in three tries", "tries left: 0");
    assertThat(node.state()).isEqualTo("Idle");
    assertThat(node.lastAttempt().outcome()).isEqualTo(Outcome.ROLLED_BACK);
    node.restart();
    node.updater().refresh();
    assertThat(node.state()).isEqualTo("Idle");
    assertThat(node.choice().text("kind")).contains("blocked");
    assertThat(node.choice().text("text").orElseThrow())
        .endsWith("and the node went back: it did not come up in three tries");
    node.policy(policy("'version-lock':'1.3.0'"));
    node.updater().refresh();
    assertThat(node.state()).isEqualTo("Available");
  }

  @Test
  void somebodyGoesBackAndTheNodeStaysThere() {
    node.bring("Ready");
    node.slots().reboot();
    node.restart();
    node.updater().blessed("well");
    node.updater().rollback();
    assertThat(node.state()).isEqualTo("Ready");
    assertThat(node.lastAttempt().retreat()).isTrue();
    node.slots().reboot();
    node.restart();
    assertThat(node.slots().running()).isEqualTo(RUNNING);
    node.updater().refresh();
    assertThat(node.state()).as("it does not go to and fro").isEqualTo("Idle");
    assertThat(node.choice().text("text").orElseThrow())
        .endsWith("and the node went back: somebody asked for it");
  }

  @Test
  void theWayBackCanBeTakenBack() {
    node.bring("Ready");
    node.slots().reboot();
    node.restart();
    node.updater().rollback();
    node.updater().deactivate();
    assertThat(node.slots().startsOther()).isFalse();
    assertThat(node.state()).isEqualTo("Staged");
    assertThat(node.lastAttempt().outcome()).isEqualTo(Outcome.STAGED);
  }

  @Test
  void whatCannotBeKeptHoldsAsLongAsTheAgentRuns() {
    node.disk().failAfter(0);
    node.bring("Staged");
    assertThat(node.said()).contains("could not store the state of updates");
    node.disk().mend();
    node.restart();
    assertThatThrownBy(node.updater()::status).isInstanceOf(NoUpdateException.class);
  }

  @Test
  void whatIsDamagedIsSaidAndForgotten() {
    node.disk().put("updates.json", new byte[10]);
    node.restart();
    assertThat(node.said())
        .contains("could not use what was kept of updates: it has no first line");
    node.updater().refresh();
    assertThat(node.state()).isEqualTo("Available");
  }

  @Test
  void whileASystemIsWrittenOverItIsNotStaged() {
    node.bring("Staged");
    node.holdCommands();
    node.updater().refresh();
    node.runCommand();
    node.updater().prepare();
    node.slots().loseOther();
    node.restart();
    node.updater().refresh();
    assertThat(node.state()).isEqualTo("Available");
  }
}
