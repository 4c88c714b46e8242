package dev.carafe.node.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All processes of the machine. What containers run is in it, so nothing in it is trusted: of a
/// command line as much is read as people read, and of processes not more than the agent has memory
/// for.
///
/// Source: [proc_pid_stat(5)](https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html).
public record ProcessTable(Path proc) {
  static final int LONGEST_COMMAND = 1024;
  static final int MOST = 4096;

  /// What the kernel counts processor time in, on all architectures that we build for.
  private static final long TICK_MILLIS = 10;

  private static final int AFTER_NAME = 3;
  private static final int PARENT = 4;
  private static final int USER_TIME = 14;
  private static final int SYSTEM_TIME = 15;

  /// The processes by their numbers, at most [#MOST]; one that ends meanwhile is left out.
  public List<HostProcess> all() {
    List<HostProcess> processes = new ArrayList<>();
    for (long pid : pids()) {
      read(pid).ifPresent(processes::add);
    }
    return processes;
  }

  private List<Long> pids() {
    try (Stream<Path> entries = Files.list(proc)) {
      return entries
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(ProcessTable::isNumber)
          .map(Long::parseLong)
          .sorted()
          .limit(MOST)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("could not list " + proc + ": " + e.getMessage(), e);
    }
  }

  private static boolean isNumber(String name) {
    return name.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private Optional<HostProcess> read(long pid) {
    Path folder = proc.resolve(Long.toString(pid));
    try {
      String stat = text(folder.resolve("stat"));
      int end = stat.lastIndexOf(')'); // a name may have brackets too
      String[] fields = stat.substring(end + 2).strip().split(" ", -1);
      long ticks =
          Long.parseLong(fields[USER_TIME - AFTER_NAME])
              + Long.parseLong(fields[SYSTEM_TIME - AFTER_NAME]);
      return Optional.of(
          new HostProcess(
              pid,
              Long.parseLong(fields[PARENT - AFTER_NAME]),
              stat.substring(stat.indexOf('(') + 1, end),
              word(fields[0]),
              memory(folder.resolve("status")),
              Duration.ofMillis(ticks * TICK_MILLIS),
              command(folder.resolve("cmdline"))));
    } catch (IOException _) {
      return Optional.empty(); // it has just ended
    }
  }

  private static String word(String state) {
    return switch (state) {
      case "R" -> "running";
      case "S" -> "sleeping";
      case "D" -> "waiting for a disk";
      case "T" -> "stopped";
      case "t" -> "traced";
      case "Z" -> "zombie";
      case "I" -> "idle";
      default -> "dead";
    };
  }

  /// The row is in kB, and missing for who has no memory of its own.
  private static long memory(Path status) throws IOException {
    for (String line : text(status).lines().toList()) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    return 0;
  }

  private static List<String> command(Path file) throws IOException {
    String line = text(file);
    return line.isEmpty() ? List.of() : List.of(line.split("\0"));
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      int most = file.endsWith("status") ? Integer.MAX_VALUE : LONGEST_COMMAND;
      return new String(in.readNBytes(most), StandardCharsets.UTF_8);
    }
  }
}
