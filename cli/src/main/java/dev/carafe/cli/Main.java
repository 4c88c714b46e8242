package dev.carafe.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The `carafe` command.
@Command(
    name = "carafe",
    version = Workshop.VERSION,
    mixinStandardHelpOptions = true,
    description = "Builds, boots and inspects a container-optimized operating system.",
    subcommands = {
      RunCommand.class,
      BuildCommand.class,
      InspectCommand.class,
      VerifyCommand.class,
      DiffCommand.class,
      BenchCommand.class,
      DoctorCommand.class,
      CompletionCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  carafe run                 build the OS and boot it with a container serving",
      "  carafe build plain         build an image into build/",
      "  carafe test                run every check, real boots included",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 mistakes in a file of yours,",
      "  4 something cannot be trusted, 5 network, 6 this machine lacks something."
    })
public final class Main implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  /// Made by the command line.
  public Main() {}

  /// Runs the command and ends with its exit code.
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler((failure, line, _) -> {
          line.getErr().println("carafe: " + Failures.message(failure));
          if (System.getenv("CARAFE_DEBUG") != null) {
            failure.printStackTrace(line.getErr());
          }
          return Failures.exitCode(failure);
        });
  }

  /// The checkout that the launcher was started from.
  static Path home() {
    return Path.of(Optional.ofNullable(System.getProperty("carafe.home")).orElse("."));
  }

  static String completion() {
    return AutoComplete.bash("carafe", commandLine());
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
