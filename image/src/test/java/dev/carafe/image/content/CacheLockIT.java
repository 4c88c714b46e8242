package dev.carafe.image.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.process.Command;
import dev.carafe.image.process.Outcome;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several processes with several threads each: nobody is inside with somebody else, and nobody is
/// refused.
final class CacheLockIT {
  @TempDir private Path directory;

  @Test
  void processesAndThreadsKeepEachOtherOut() {
    List<Outcome> outcomes =
        IntStream.range(0, 3)
            .parallel()
            .mapToObj(_ -> contender().outcome(Command.Input.NOTHING))
            .toList();

    assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.errors()).isEmpty());
    assertThat(outcomes).extracting(Outcome::status).containsOnly(0);
  }

  private Command contender() {
    Path classes =
        Path.of(CacheLock.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    return Command.of(
        ProcessHandle.current().info().command().orElseThrow(),
        "-cp",
        classes + File.pathSeparator + classes.resolveSibling("test-classes"),
        CacheLockContender.class.getName(),
        directory.toString());
  }
}
