package dev.carafe.node.update;

import static dev.carafe.node.update.SampleUpdates.RUNNING;
import static dev.carafe.node.update.SampleUpdates.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.update.UpdateState.Available;
import dev.carafe.node.update.UpdateState.Idle;
import dev.carafe.node.update.UpdateState.Ready;
import dev.carafe.node.update.UpdateState.Staged;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpdateStateTest {
  private static final SystemImage OLD = image("1.3.0", '3');
  private static final SystemImage NEW = image("1.4.0", '4');

  private final Staged staged = new Staged(OLD, Optional.of(OLD));
  private final Ready ready = new Ready(OLD, Optional.of(OLD));

  @Test
  void aRefreshMakesAvailableWhatIsThere() {
    assertThat(new Idle().refreshed(Optional.of(NEW))).isEqualTo(new Available(NEW));
    assertThat(new Idle().refreshed(Optional.empty())).isEqualTo(new Idle());
    assertThat(new Available(OLD).refreshed(Optional.of(NEW))).isEqualTo(new Available(NEW));
    assertThat(new Available(OLD).refreshed(Optional.empty())).isEqualTo(new Idle());
  }

  @Test
  void aRefreshLeavesWhatIsOnTheDisk() {
    assertThat(staged.refreshed(Optional.of(NEW))).isEqualTo(new Staged(OLD, Optional.of(NEW)));
    assertThat(staged.refreshed(Optional.empty())).isEqualTo(new Staged(OLD, Optional.empty()));
    assertThat(ready.refreshed(Optional.of(NEW))).isEqualTo(new Ready(OLD, Optional.of(NEW)));
    assertThat(ready.refreshed(Optional.empty())).isEqualTo(new Ready(OLD, Optional.empty()));
  }

  @Test
  void oneStepFollowsTheOther() {
    assertThat(new Available(OLD).prepared()).isEqualTo(staged);
    assertThat(staged.activated()).isEqualTo(ready);
    assertThat(ready.deactivated()).isEqualTo(staged);
  }

  @Test
  void itsWordsAreBottlerockets() {
    assertThat(new Idle().word()).isEqualTo("Idle");
    assertThat(new Available(OLD).word()).isEqualTo("Available");
    assertThat(staged.word()).isEqualTo("Staged");
    assertThat(ready.word()).isEqualTo("Ready");
  }

  @Test
  void eachStateKnowsWhatIsChosenAndWhatIsOnTheDisk() {
    assertThat(new Idle().choice()).isEmpty();
    assertThat(new Idle().other()).isEmpty();
    assertThat(new Available(NEW).choice()).contains(NEW);
    assertThat(new Available(NEW).other()).isEmpty();
    assertThat(staged.other()).contains(OLD);
    assertThat(ready.choice()).contains(OLD);
  }

  @Test
  void afterAStartTheDiskDecides() {
    Staged kept = new Staged(OLD, Optional.empty());
    Optional<SystemImage> other = Optional.of(OLD);
    assertThat(staged.afterStart(RUNNING, other, false)).isEqualTo(kept);
    assertThat(staged.afterStart(RUNNING, other, true)).isEqualTo(kept.activated());
    assertThat(ready.afterStart(RUNNING, other, true)).isEqualTo(kept.activated());
    assertThat(ready.afterStart(RUNNING, other, false)).as("a trial has ended").isEqualTo(kept);
  }

  @Test
  void afterAStartNothingIsStagedThatRunsOrIsGone() {
    assertThat(ready.afterStart(OLD, Optional.of(RUNNING), false)).isEqualTo(new Idle());
    assertThat(staged.afterStart(RUNNING, Optional.empty(), false)).isEqualTo(new Idle());
    assertThat(staged.afterStart(RUNNING, Optional.of(NEW), true)).isEqualTo(new Idle());
    assertThat(new Idle().afterStart(RUNNING, Optional.of(OLD), false)).isEqualTo(new Idle());
    assertThat(new Available(NEW).afterStart(RUNNING, Optional.of(OLD), false))
        .isEqualTo(new Idle());
  }
}
