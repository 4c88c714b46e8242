package dev.carafe.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a variant that runs one task is given.
final class TaskOptions {
  /// For the check that nothing else is given them.
  static final List<String> NAMES = List.of("--task", "--command", "--env");

  @Option(
      names = "--task",
      paramLabel = "FOLDER",
      description =
          "With microvm: run the container image in that OCI image layout. Without, a"
              + " demonstration.")
  @Nullable Path image;

  @Option(
      names = "--command",
      arity = "1..*",
      paramLabel = "WORD",
      description =
          "With microvm: the task's command, in place of the image's; all words up to the next"
              + " option of carafe's.")
  List<String> command = List.of();

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "With microvm: a variable of the task's. May be given more than once.")
  Map<String, String> environment = new LinkedHashMap<>();
}
