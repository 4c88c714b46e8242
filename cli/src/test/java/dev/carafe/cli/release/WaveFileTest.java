package dev.carafe.cli.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.settings.ProblemsException;
import dev.carafe.trust.release.WaveStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaveFileTest {
  @TempDir private Path folder;

  private List<WaveStep> read(String toml) throws IOException {
    return WaveFile.read(Files.writeString(folder.resolve("waves.toml"), toml));
  }

  @Test
  void readsBottlerocketsFiles() throws IOException {
    assertThat(
            read(
                """
                # The deployment lasts for 3 hours.
                [[waves]]
                start_after = '1 hour'
                fleet_percentage = 5

                [[waves]]
                start_after = '3 hours'
                fleet_percentage = 100
                """))
        .containsExactly(
            new WaveStep(Duration.ofHours(1), 5), new WaveStep(Duration.ofHours(3), 100));
  }

  private static String wave(String after, String percent) {
    return "[[waves]]\nstart_after = %s\nfleet_percentage = %s\n".formatted(after, percent);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"1 moon\" | 100 | 2:1 | is no span of time; write a number and minutes, hours",
        "3 | 100 | 2:1 | is a whole number",
        "\"1 hour\" | 0 | 3:1 | 0 % of all nodes is not what is left; write a number above 0",
        "\"1 hour\" | 101 | 3:1 | 101 % of all nodes is not what is left",
        "\"1 hour\" | 90 | 1: | the waves do not reach all nodes"
      })
  void mistakesAreToldWithTheirPlaces(String after, String percent, String place, String what) {
    assertThatThrownBy(() -> read(wave(after, percent)))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("waves.toml:" + place)
        .hasMessageContaining(what);
  }

  @Test
  void waveAfterWaveThereAreMoreNodesLater() {
    assertThatThrownBy(
            () -> read(wave("\"2 hours\"", "50") + wave("\"1 hour\"", "40") + "[wave]\n"))
        .hasMessageContaining("waves.toml:5:1: the wave begins no later than the one before")
        .hasMessageContaining("waves.toml:6:1: 40 % of all nodes")
        .hasMessageContaining("unknown key 'wave'");
    assertThatThrownBy(() -> read("")).hasMessageContaining("the waves do not reach all nodes");
  }
}
