package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.process.Command;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private int execute(String... words) {
    return Main.commandLine()
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(errors, true))
        .execute(words);
  }

  private static List<CommandLine> commands() {
    return Main.all(Main.commandLine()).skip(1).toList();
  }

  @Test
  void everyCommandHasHelpWithAnExampleAndTheExitCodes() {
    for (CommandLine command : commands()) {
      assertThat(command.getUsageMessage())
          .containsPattern("Examples?:\n  carafe |Examples:\n  source")
          .contains("Exit codes:")
          .contains("130   interrupted")
          .contains("--debug")
          .contains("--quiet")
          .contains("--help");
    }
  }

  @Test
  void everyOptionAndParameterIsDescribed() {
    for (CommandLine command : commands()) {
      assertThat(command.getCommandSpec().args())
          .allSatisfy(argument -> assertThat(argument.description()).isNotEmpty());
    }
  }

  @Test
  void someCommandsMayBeAllThereAre() {
    CommandLine line = Main.commandLine();
    Main.keep(line, "node,__complete");
    assertThat(line.getSubcommands()).containsOnlyKeys("node", "__complete");
    Main.keep(line, "");
    assertThat(line.getSubcommands()).hasSize(2);
  }

  @Test
  void withoutACommandTheHelpIsShown() {
    assertThat(execute()).isZero();
    assertThat(output.toString()).contains("carafe run").contains("inspect");
  }

  @Test
  void anUnknownOptionIsWrongUsage() {
    assertThat(execute("run", "--prot", "1")).isEqualTo(ExitCode.USAGE.number());
    assertThat(errors.toString()).contains("--prot");
  }

  @Test
  void aMissingImageIsToldInOneLine(@TempDir Path folder) {
    Path missing = folder.resolve("no.raw");
    assertThat(execute("inspect", missing.toString())).isEqualTo(ExitCode.FAILED.number());
    assertThat(errors.toString())
        .isEqualToIgnoringNewLines("carafe: could not read " + missing + ": there is no such file");
  }

  @Test
  void debugShowsWhereAFailureCameFrom(@TempDir Path folder) {
    execute("verify", "--debug", folder.resolve("no.raw").toString());
    assertThat(errors.toString()).contains("NoSuchFileException").contains("\tat ");
  }

  @Test
  void testsAreForTheLauncher() {
    assertThat(execute("--quiet", "test")).isEqualTo(ExitCode.USAGE.number());
    assertThat(errors.toString()).contains("must be the first word");
  }

  @Test
  void completionKnowsCommandsAndOptions() {
    assertThat(execute("completion")).isZero();
    assertThat(output.toString())
        .startsWith("#!")
        .contains("inspect verify diff", "settings", "node")
        .contains("--offline")
        .contains("complete -F _complete_carafe");
  }

  @Test
  void completionForZshTurnsOnWhatItNeeds() {
    assertThat(execute("completion", "zsh")).isZero();
    assertThat(output.toString()).contains("bashcompinit");
  }

  @Test
  void completionForFishKnowsCommandsAtTheirPlace() {
    assertThat(execute("completion", "fish")).isZero();
    assertThat(output.toString())
        .contains("-n '__fish_seen_subcommand_from node; and not __fish_seen_subcommand_from get ")
        .contains("-f -a rollback -d 'Makes an earlier generation of the settings hold again.'")
        .doesNotContain("-a __complete");
  }

  @Test
  void bashAsksTheNodeHowASettingGoesOn(@TempDir Path folder) throws IOException {
    execute("completion", "bash");
    String shell =
        output
            + """
            carafe() { [ "$*" = "__complete -- motd= node set motd =" ] && echo one && echo two; }
            compopt() { :; }
            COMP_LINE='carafe node set motd='; COMP_POINT=21; COMP_CWORD=4
            COMP_WORDS=(carafe node set motd =)
            _carafe_settings; echo "${COMPREPLY[@]}"
            """;
    Path script = Files.writeString(folder.resolve("completion"), shell);
    assertThat(Command.of("bash", script.toString()).run().text()).isEqualTo("one two\n");
  }

  @Test
  void withoutANodeNothingIsCompleted(@TempDir Path folder) {
    String config = folder.toString();
    assertThat(execute("__complete", "--", "mo", "node", "set", "--config", config)).isZero();
    assertThat(output.toString()).isEmpty();
  }
}
