package dev.carafe.node.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.boot.SystemDisk;
import dev.carafe.node.host.DataPartition;
import dev.carafe.node.status.FailedGate;
import dev.carafe.node.status.FailedTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailedTrialFileTest {
  private static final FailedTrial TRIAL =
      new FailedTrial(
          "carafe-plain-0.2.0",
          Instant.parse("2026-11-29T12:00:00.123Z"),
          List.of(
              new FailedGate("web", "status 503, expected 200", List.of()),
              new FailedGate("units", "a.service has failed: \"exit-code\"", List.of("1", "é"))));

  @TempDir private Path root;
  private SystemDisk disk;
  private FailedTrialFile file;

  @BeforeEach
  void make() throws IOException {
    disk = SystemDisk.make(root);
    file =
        new FailedTrialFile(
            root.resolve("var/lib/carafe/failed-trial"),
            new DataPartition(root.resolve("proc/self/mounts"), root.resolve("var")));
  }

  @Test
  void whatIsKeptIsReadByWhoeverComesAfter() throws IOException {
    assertThat(file.read()).isEmpty();
    file.write(TRIAL);
    assertThat(file.read()).contains(TRIAL);
    file.write(new FailedTrial("other", TRIAL.time(), List.of()));
    assertThat(file.read()).get().extracting(FailedTrial::entry).isEqualTo("other");
    file.delete();
    assertThat(file.read()).isEmpty();
    file.delete();
  }

  @Test
  void nothingIsKeptInMemory() throws IOException {
    disk.loseData();
    assertThatThrownBy(() -> file.write(TRIAL))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no data partition");
    assertThat(file.file()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{}", "{\"entry\":\"a\",\"time\":\"noon\"}"})
  void somethingElseIsSaid(String text) throws IOException {
    Files.createDirectories(file.file().resolveSibling(""));
    Files.writeString(file.file(), text);
    assertThatThrownBy(() -> file.read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not say why a boot was given up");
  }
}
