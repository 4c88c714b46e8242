package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.cli.soak.BusyPods;
import dev.carafe.cli.soak.Campaign;
import dev.carafe.cli.soak.Commits;
import dev.carafe.cli.soak.Course;
import dev.carafe.cli.soak.Moment;
import dev.carafe.cli.soak.Scenario;
import dev.carafe.cli.soak.Soak;
import dev.carafe.cli.soak.UpdatePhase;
import dev.carafe.cli.soak.Updates;
import dev.carafe.cli.soak.Verdict;
import dev.carafe.image.component.BlueprintReader;
import dev.carafe.lab.Acceleration;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Short campaigns of power cuts; `carafe soak` makes long ones.
@LongTest
class PowerCutIT {
  @TempDir Path work;

  @Test
  void aPowerCutDuringACommitLeavesTheOldSettingsOrTheNew()
      throws IOException, InterruptedException {
    var _ = play(TestWorkshop.open(), new Commits(), 1);
  }

  @Test
  @Thorough
  void aPowerCutAmongBusyPodsLosesNothingAndLeavesNothingBehind()
      throws IOException, InterruptedException {
    Workshop workshop = TestWorkshop.open();
    var _ =
        play(
            workshop,
            BusyPods.start(
                workshop.labTools(),
                work.resolve("registry"),
                workshop.containerImage(BlueprintReader.image(Path.of("../images/eye")))),
            1);
  }

  /// What is left by cuts while the system is written and activated is looked at without a boot.
  @Test
  void aPowerCutDuringAnUpdateLeavesAWholeSystem() throws IOException, InterruptedException {
    Campaign<UpdatePhase> campaign =
        play(
            TestWorkshop.open(),
            Updates.start(TestReleases.open().offered(), Course.of(UpdatePhase.REBOOT)),
            1);
    assertThat(campaign.cuts())
        .allSatisfy(cut -> {
          assertThat(cut.others()).isGreaterThanOrEqualTo(5);
          assertThat(cut.verdict().map(Verdict::kind)).contains(Verdict.Kind.NEW);
        });
  }

  private <M extends Moment> Campaign<M> play(Workshop workshop, Scenario<M> scenario, int cuts)
      throws IOException, InterruptedException {
    Campaign<M> campaign = Campaign.begin(System.nanoTime(), Workshop.VERSION, "today");
    try (Soak<M> soak =
        Soak.begin(
            workshop.labTools(),
            Acceleration.EMULATION,
            work.resolve("soak"),
            scenario,
            scenario.image().orElseGet(() -> workshop.build("plain").disk()),
            campaign)) {
      for (int boots = 0; boots < 2 * cuts && campaign.judged() < cuts; boots++) {
        campaign = soak.step(cuts);
        assertThat(campaign.failure()).as(campaign.toString()).isEmpty();
      }
    }
    assertThat(campaign.judged()).isEqualTo(cuts);
    assertThat(campaign.failures()).isZero();
    return campaign;
  }
}
