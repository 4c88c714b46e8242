package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.content.OfflineException;
import dev.carafe.image.progress.Progress;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.ProblemsException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandLineTest {

  @Test
  void eachFamilyOfFailuresHasItsExitCode() {
    Problem problem =
        new Problem(new Position("web.toml", 1, 2), "unknown key", "did you mean it?");
    assertThat(Failures.exitCode(new ProblemsException(List.of(problem)))).isEqualTo(3);
    assertThat(Failures.exitCode(new OfflineException(List.of("a.deb")))).isEqualTo(5);
    assertThat(Failures.exitCode(new IllegalStateException())).isEqualTo(1);
  }

  @Test
  void aMistakeInAFileIsToldWithItsPlace() {
    Problem problem =
        new Problem(new Position("web.toml", 1, 2), "unknown key", "did you mean it?");
    assertThat(Failures.message(new ProblemsException(List.of(problem))))
        .isEqualTo("mistakes found\nweb.toml:1:2: unknown key; did you mean it?");
  }

  @Test
  void everyCommandHasHelpWithAnExample() {
    for (CommandLine command : Main.commandLine().getSubcommands().values()) {
      if (!command.getCommandName().equals("doctor")) {
        assertThat(command.getUsageMessage()).containsPattern("Examples?:");
      }
    }
  }

  @Test
  void anUnknownOptionIsWrongUsage() {
    StringWriter errors = new StringWriter();
    int code = Main.commandLine().setErr(new PrintWriter(errors)).execute("run", "--prot", "1");
    assertThat(code).isEqualTo(2);
    assertThat(errors.toString()).contains("--prot");
  }

  @Test
  void completionKnowsTheCommands() {
    assertThat(Main.completion()).contains("inspect").contains("--offline");
  }

  @Test
  void progressOutsideATerminalIsALineForEachTask() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ProgressLines lines =
            new ProgressLines(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);
        Progress.Task task = lines.begin("fetching 3 packages", 3, Progress.Unit.ITEMS)) {
      task.advance(3);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines("fetching 3 packages");
  }

  @Test
  void aBarShowsHowFarItIs() {
    assertThat(ProgressLines.bar("x", 14, 28, Progress.Unit.ITEMS))
        .isEqualTo("█".repeat(14) + "░".repeat(14) + " 14 of 28  x");
  }
}
