package dev.carafe.lab.task;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a task ended.
public sealed interface TaskEnd {
  /// What a shell adds to the number of a signal.
  int SIGNALLED = 128;

  /// What a shell says of a program that it cannot start.
  int NOT_STARTED = 126;

  /// And of one that it does not find.
  int NOT_FOUND = 127;

  /// The kernel's way to take memory back.
  int KILL = 9;

  /// The exit code that stands for it, by the convention of shells and container engines.
  int exitCode();

  /// As the end of a sentence about the task.
  String description();

  /// It ended by itself.
  ///
  /// @param boot from the kernel's start to the task's first instruction
  record Exited(int status, Duration boot) implements TaskEnd {
    @Override
    public int exitCode() {
      return status;
    }

    @Override
    public String description() {
      return "exited with " + status;
    }
  }

  /// A signal ended it.
  record Killed(int signal, Duration boot) implements TaskEnd {
    @Override
    public int exitCode() {
      return SIGNALLED + signal;
    }

    @Override
    public String description() {
      return "was killed by signal " + signal;
    }
  }

  /// The machine's memory did not suffice.
  record OutOfMemory(Duration boot) implements TaskEnd {
    @Override
    public int exitCode() {
      return SIGNALLED + KILL;
    }

    @Override
    public String description() {
      return "ran out of memory and was killed";
    }
  }

  /// It never began.
  ///
  /// @param exitCode that of a program that is not there, or of one that cannot be started
  record NotStarted(int exitCode, String why) implements TaskEnd {
    @Override
    public String description() {
      return "was not started: " + why;
    }
  }

  /// Reads what a machine said of its task.
  ///
  /// @param report properties of the service as `systemctl show` writes them
  /// @param console what the kernel and systemd complained about
  /// @return nothing where the machine ended without saying how the task did
  static Optional<TaskEnd> of(String report, String console) {
    return Report.of(report).flatMap(found -> found.end(console));
  }

  /// How long a machine took to its task; nothing where it never began.
  default Optional<Duration> bootTime() {
    return switch (this) {
      case Exited(_, Duration boot) -> Optional.of(boot);
      case Killed(_, Duration boot) -> Optional.of(boot);
      case OutOfMemory(Duration boot) -> Optional.of(boot);
      case NotStarted _ -> Optional.empty();
    };
  }

  /// The properties, by their names.
  ///
  /// Source: `org.freedesktop.systemd1(5)`; `ExecMainCode` is `si_code` of `waitid(2)`.
  record Report(Map<String, String> properties) {
    private static final String HANDOFF = "ExecMainHandoffTimestampMonotonic";
    private static final String EXITED = "1";
    private static final Pattern FAILED_STEP =
        Pattern.compile("task\\.service: Failed at step (\\w+) spawning ([^\\r\\n]*)");
    private static final Pattern MOUNT = Pattern.compile("mount: ([^\\r\\n]*)");

    static Optional<Report> of(String text) {
      Map<String, String> properties = new HashMap<>();
      text.lines()
          .forEach(line -> {
            String[] pair = line.split("=", 2);
            properties.put(pair[0], pair.length > 1 ? pair[1] : "");
          });
      return properties.containsKey("Result")
          ? Optional.of(new Report(properties))
          : Optional.empty();
    }

    Optional<TaskEnd> end(String console) {
      if (!properties.containsKey(HANDOFF)) {
        return Optional.of(new NotStarted(NOT_STARTED, last(MOUNT, console, "no files for it")));
      }
      Matcher failed = FAILED_STEP.matcher(console);
      if (failed.find()) {
        boolean missing =
            failed.group(1).equals("EXEC") && failed.group(2).endsWith("No such file or directory");
        return Optional.of(
            new NotStarted(
                missing ? NOT_FOUND : NOT_STARTED,
                "step %s of starting it failed: %s".formatted(failed.group(1), failed.group(2))));
      }
      Duration boot = Duration.ofNanos(1000 * number(HANDOFF));
      int status = (int) number("ExecMainStatus");
      if (properties.getOrDefault("Result", "").equals("oom-kill")) {
        return Optional.of(new OutOfMemory(boot));
      }
      return switch (properties.getOrDefault("ExecMainCode", "0")) {
        case "0" -> Optional.empty();
        case EXITED -> Optional.of(new Exited(status, boot));
        default -> Optional.of(new Killed(status, boot));
      };
    }

    private long number(String property) {
      String digits = properties.getOrDefault(property, "");
      return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }

    private static String last(Pattern pattern, String text, String otherwise) {
      return pattern
          .matcher(text)
          .results()
          .map(result -> result.group(1))
          .reduce((_, later) -> later)
          .orElse(otherwise);
    }
  }
}
