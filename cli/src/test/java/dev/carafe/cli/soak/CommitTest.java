package dev.carafe.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommitTest {
  private static final Beginning BEGINNING = new Beginning(1, "AA:BB");

  private static SettingsState found(long commit, Long... generations) {
    return new SettingsState(Optional.of(SettingsState.message(commit)), List.of(generations));
  }

  private static Verdict judge(boolean underWay, SettingsState state) {
    return new Commit(4, underWay).judge(BEGINNING, state);
  }

  @Test
  void theOldSettingsAndTheNewAreWell() {
    assertThat(judge(true, found(4, 5L, 4L, 3L)).kind()).isEqualTo(Verdict.Kind.OLD);
    assertThat(judge(true, found(5, 6L, 5L, 4L)).kind()).isEqualTo(Verdict.Kind.NEW);
    assertThat(judge(false, found(4, 5L, 4L)).kind()).isEqualTo(Verdict.Kind.BETWEEN);
  }

  @Test
  void aCommitThatWasAcknowledgedMustNotBeLost() {
    assertThat(judge(true, found(3, 4L, 3L)))
        .isEqualTo(Verdict.failed("commit 4 was acknowledged, and commit 3 is in force"));
  }

  @Test
  void aCommitThatNobodyAskedForIsAFailure() {
    assertThat(judge(false, found(5, 6L, 5L)).kind()).isEqualTo(Verdict.Kind.FAILED);
    assertThat(judge(true, found(6, 7L, 6L)).kind()).isEqualTo(Verdict.Kind.FAILED);
  }

  @Test
  void aGapInTheHistoryIsAFailure() {
    assertThat(judge(true, found(4, 5L, 3L)).detail())
        .isEqualTo("the history of commit 4 is [5, 3]; expected it to end with 5");
  }

  @Test
  void aHistoryThatEndsElsewhereIsAFailure() {
    assertThat(judge(true, found(4, 6L, 5L)).kind()).isEqualTo(Verdict.Kind.FAILED);
    assertThat(judge(true, found(4)).kind()).isEqualTo(Verdict.Kind.FAILED);
  }

  @Test
  void settingsOfSomebodyElseAreAFailure() {
    SettingsState strange = new SettingsState(Optional.of("hello"), List.of(5L));
    assertThat(judge(true, strange).detail()).isEqualTo("settings.motd is hello");
    SettingsState empty = new SettingsState(Optional.empty(), List.of(5L));
    assertThat(judge(true, empty).detail()).isEqualTo("settings.motd is not set");
  }
}
