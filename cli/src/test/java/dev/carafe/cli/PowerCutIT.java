package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.cli.soak.Campaign;
import dev.carafe.cli.soak.Commits;
import dev.carafe.cli.soak.Moment;
import dev.carafe.cli.soak.Scenario;
import dev.carafe.cli.soak.Soak;
import dev.carafe.image.progress.Progress;
import dev.carafe.lab.Acceleration;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Short campaigns of power cuts; `carafe soak` makes long ones.
class PowerCutIT {
  @TempDir Path work;

  private Workshop workshop() {
    BuildOptions options = new BuildOptions();
    options.output = work.resolve("image");
    return new Workshop(Path.of(".."), options, Progress.SILENT);
  }

  @Test
  void aPowerCutDuringACommitLeavesTheOldSettingsOrTheNew()
      throws IOException, InterruptedException {
    play(workshop(), new Commits(), 3);
  }

  private <M extends Moment> void play(Workshop workshop, Scenario<M> scenario, int cuts)
      throws IOException, InterruptedException {
    Campaign<M> campaign = Campaign.begin(System.nanoTime(), Workshop.VERSION, "today");
    try (Soak<M> soak =
        Soak.begin(
            workshop.labTools(),
            Acceleration.EMULATION,
            work.resolve("soak"),
            scenario,
            workshop.build("plain").disk(),
            campaign)) {
      for (int boots = 0; boots < 2 * cuts && campaign.judged() < cuts; boots++) {
        campaign = soak.step(cuts);
        assertThat(campaign.failure()).as(campaign.toString()).isEmpty();
      }
    }
    assertThat(campaign.judged()).isEqualTo(cuts);
    assertThat(campaign.failures()).isZero();
  }
}
