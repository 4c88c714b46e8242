package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.cli.soak.Campaign;
import dev.carafe.cli.soak.Commit;
import dev.carafe.cli.soak.Commits;
import dev.carafe.cli.soak.Soak;
import dev.carafe.image.progress.Progress;
import dev.carafe.lab.Acceleration;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A short campaign of power cuts; `carafe soak settings` makes long ones.
class PowerCutIT {
  private static final int CUTS = 3;

  @TempDir Path work;

  @Test
  void aPowerCutDuringACommitLeavesTheOldSettingsOrTheNew()
      throws IOException, InterruptedException {
    BuildOptions options = new BuildOptions();
    options.output = work.resolve("image");
    Workshop workshop = new Workshop(Path.of(".."), options, Progress.SILENT);
    Campaign<Commit> campaign = Campaign.begin(System.nanoTime(), Workshop.VERSION, "today");
    try (Soak<Commit> soak =
        Soak.begin(
            workshop.labTools(),
            Acceleration.EMULATION,
            work.resolve("soak"),
            new Commits(),
            workshop.build("plain").disk(),
            campaign)) {
      for (int boots = 0; boots < 2 * CUTS && campaign.judged() < CUTS; boots++) {
        campaign = soak.step(CUTS);
        assertThat(campaign.failure()).as(campaign.toString()).isEmpty();
      }
    }
    assertThat(campaign.judged()).isEqualTo(CUTS);
    assertThat(campaign.failures()).isZero();
  }
}
