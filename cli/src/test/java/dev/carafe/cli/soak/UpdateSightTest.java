package dev.carafe.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.verity.RootHash;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpdateSightTest {
  private static final OfferedUpdate UPDATE =
      new OfferedUpdate(
          Path.of("a.raw"), RootHash.of("ab".repeat(32)), "0.1.0", "0.2.0", Path.of("public"));

  private static UpdateSight sight(String running, List<String> outcomes, String... disk) {
    return new UpdateSight(running, Optional.of("kept"), outcomes, List.of(disk));
  }

  private static List<String> faults(UpdateSight sight, UpdatePhase phase) {
    return sight.faults(phase, UPDATE, "kept");
  }

  @Test
  void whileTheNewSystemIsWrittenTheOldOneRuns() {
    assertThat(faults(sight("0.1.0", List.of()), UpdatePhase.SLOT)).isEmpty();
    assertThat(faults(sight("0.2.0", List.of("staged")), UpdatePhase.SLOT))
        .containsExactly("0.2.0 runs after a cut in SLOT");
  }

  @Test
  void atItsActivationEitherMayRun() {
    for (String version : List.of("0.1.0", "0.2.0")) {
      assertThat(faults(sight(version, List.of("staged")), UpdatePhase.ACTIVATION)).isEmpty();
    }
  }

  @Test
  void onTrialTheNewOneRuns() {
    assertThat(faults(sight("0.2.0", List.of("activated")), UpdatePhase.TRIAL)).isEmpty();
    assertThat(faults(sight("0.1.0", List.of("activated")), UpdatePhase.TRIAL))
        .containsExactly("0.1.0 runs after a cut in TRIAL");
  }

  @Test
  void theHistoryTellsOfTheNewSystem() {
    assertThat(faults(sight("0.2.0", List.of()), UpdatePhase.REBOOT))
        .containsExactly("the history of updates ends with nothing");
    assertThat(faults(sight("0.1.0", List.of("rolled-back")), UpdatePhase.REBOOT))
        .containsExactly("the history tells of a way back");
  }

  @Test
  void settingsAreKept() {
    assertThat(
            faults(
                new UpdateSight("0.1.0", Optional.empty(), List.of(), List.of()),
                UpdatePhase.FETCH))
        .containsExactly("settings.motd is nothing");
  }

  @Test
  void whatTheLoaderCouldStartIsWhole() {
    String damage = "/usr of b.efi: block 7 of the data is damaged";
    assertThat(faults(sight("0.1.0", List.of(), damage), UpdatePhase.TREE)).containsExactly(damage);
  }
}
