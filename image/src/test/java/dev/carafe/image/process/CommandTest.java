package dev.carafe.image.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandTest {

  private static Command shell(String script) {
    return Command.of("/bin/sh", "-c", script);
  }

  @Test
  void givesWhatTheProgramWrote() {
    assertThat(shell("echo \"$1\"").with("name", "two words").run().text())
        .isEqualTo("two words\n");
  }

  @Test
  void feedsMoreThanAPipeHoldsBothWays() {
    byte[] input = "x".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);

    assertThat(Command.of("/bin/cat").run(out -> out.write(input)).output()).isEqualTo(input);
  }

  @Test
  void programThatReadsNoMoreIsJudgedByItsStatus() {
    byte[] input = new byte[1_000_000];

    assertThat(shell("exit 0").run(out -> out.write(input)).status()).isZero();
  }

  @Test
  void failingInputIsAFailure() {
    assertThatThrownBy(() ->
            Command.of("/bin/cat")
                .run(_ -> {
                  throw new IOException("no more");
                }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no more");
  }

  @Test
  void failureTellsTheCommandAndItsLastWords() {
    assertThatThrownBy(() -> shell("echo it broke >&2; exit 3").run())
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("could not run sh: expected status 0, found 3")
        .hasMessageContaining("/bin/sh -c 'echo it broke")
        .hasMessageContaining("it broke\n");
  }

  @Test
  void missingProgramIsAFailure() {
    assertThatThrownBy(() -> Command.of("/no/such/program").run())
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("could not run program");
  }

  @Test
  void environmentIsItsOwn(@TempDir Path directory) {
    Command command =
        shell("echo \"$LC_ALL $TZ $OWN $XDG_CACHE_HOME$JAVA_HOME\"; pwd -P")
            .withEnvironment("OWN", "own")
            .in(directory);

    assertThat(command.run().text()).startsWith("C.UTF-8 UTC own \n").contains("/");
  }

  @Test
  void outputGoesToAFile(@TempDir Path directory) {
    Path file = directory.resolve("out");
    shell("echo written").runInto(file);

    assertThat(file).hasContent("written");
  }

  @Test
  void onlyTheEndOfManyComplaintsIsKept() {
    Outcome outcome =
        shell("i=0; while [ $i -lt 5000 ]; do echo line $i >&2; i=$((i+1)); done")
            .outcome(Command.Input.NOTHING);

    assertThat(outcome.errors()).hasSizeLessThanOrEqualTo(8192).endsWith("line 4999\n");
  }
}
