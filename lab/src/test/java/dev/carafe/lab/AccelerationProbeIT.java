package dev.carafe.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccelerationProbeIT {
  @TempDir Path work;

  @Test
  void emulationAlwaysWorks() throws IOException {
    assertThat(probe().works(Acceleration.EMULATION, Duration.ofMinutes(1))).isTrue();
  }

  @Test
  void whatDoesNotComeUpInTimeDoesNotWork() throws IOException {
    assertThat(probe().works(Acceleration.EMULATION, Duration.ZERO)).isFalse();
  }

  @Test
  void theBestIsOneThatWorksAndIsFoundAgain() throws IOException {
    Acceleration best = probe().best();
    assertThat(probe().works(best, Duration.ofMinutes(1))).isTrue();
    assertThat(probe().best()).isEqualTo(best);
  }

  @Test
  void whatWasFoundBeforeTheLastBootIsFoundAnew() throws IOException {
    Files.writeString(work.resolve("acceleration"), "another-boot KVM\n");
    Acceleration best = probe().best();
    assertThat(probe().works(best, Duration.ofMinutes(1))).isTrue();
  }

  private AccelerationProbe probe() {
    return new AccelerationProbe(LiveTools.TREE, work.resolve("acceleration"));
  }
}
