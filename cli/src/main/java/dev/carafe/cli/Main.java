package dev.carafe.cli;

import dev.carafe.cli.keys.KeysCommand;
import dev.carafe.cli.node.NodeCommand;
import dev.carafe.cli.progress.ProgressChoice;
import dev.carafe.cli.repo.RepoCommand;
import dev.carafe.cli.tuf.TufCommand;
import dev.carafe.image.progress.Progress;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The `carafe` command.
@Command(
    name = "carafe",
    version = Workshop.VERSION,
    scope = ScopeType.INHERIT,
    description = "Builds, boots and inspects a container-optimized operating system.",
    exitCodeListHeading = "%nExit codes:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe run                 build the OS and boot it with a container serving",
      "  carafe build plain         build an image into build/",
      "  carafe inspect build/carafe-plain-0.1.0.raw",
      "  carafe test                run every check, real boots included"
    },
    subcommands = {
      RunCommand.class,
      BuildCommand.class,
      ReleaseCommand.class,
      InspectCommand.class,
      VerifyCommand.class,
      DiffCommand.class,
      NodeCommand.class,
      KeysCommand.class,
      ComponentCommand.class,
      SettingsCommand.class,
      ImagesCommand.class,
      RepoCommand.class,
      TufCommand.class,
      BenchCommand.class,
      SoakCommand.class,
      DoctorCommand.class,
      TestCommand.class,
      CompletionCommand.class,
      CompleteCommand.class
    })
public final class Main implements Runnable {
  private static final int NARROWEST = 60;
  private static final int WIDTH = 100;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help message and exit.")
  boolean help;

  /// Not inherited: a command may have a version to ask for.
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print version information and exit.")
  boolean version;

  @Option(
      names = "--quiet",
      scope = ScopeType.INHERIT,
      description = "Say nothing of progress: only the answer, and failures.")
  boolean quiet;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show where in the program a failure came from.")
  boolean debug;

  @Spec CommandSpec spec = CommandSpec.create();

  /// Made by the command line.
  public Main() {}

  /// Runs the command and ends with its exit code.
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    keep(line, System.getProperty("carafe.commands", ""));
    all(line)
        .forEach(each -> each.getCommandSpec().usageMessage().exitCodeList(ExitCode.meanings()));
    return line.setUsageHelpWidth(
            Math.clamp(ProgressChoice.columns().orElse(WIDTH), NARROWEST, WIDTH))
        .setOut(new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true))
        .setExecutionExceptionHandler((failure, failed, _) -> {
          failed.getErr().println("carafe: " + Failures.message(failure));
          if (main.debug) {
            failure.printStackTrace(failed.getErr());
          }
          return ExitCode.of(failure).number();
        });
  }

  /// Leaves some commands only, where the jars that others need are left out.
  ///
  /// @param names with commas in between; nothing for all
  static void keep(CommandLine line, String names) {
    List<String> kept = List.of(names.split(","));
    for (String name : List.copyOf(line.getSubcommands().keySet())) {
      if (!names.isEmpty() && !kept.contains(name)) {
        line.getCommandSpec().removeSubcommand(name);
      }
    }
  }

  /// A command with those below it, and theirs.
  static Stream<CommandLine> all(CommandLine line) {
    return Stream.concat(
        Stream.of(line), line.getSubcommands().values().stream().flatMap(Main::all));
  }

  /// Where work says how far it is.
  Progress progress() {
    return ProgressChoice.of(quiet);
  }

  /// The checkout that the launcher was started from.
  static Path home() {
    return Path.of(System.getProperty("carafe.home", "."));
  }

  static String completion() {
    return AutoComplete.bash("carafe", commandLine());
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
