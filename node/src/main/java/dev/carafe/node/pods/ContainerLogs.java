package dev.carafe.node.pods;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The logs of one container: `ATTEMPT.log`, which the runtime writes, and `ATTEMPT.log.TIME`,
/// which were set aside, as a kubelet names them.
///
/// @param folder the container's
record ContainerLogs(Path folder) {
  /// How the name of a log ends that is written.
  static final String CURRENT = ".log";

  private static final Pattern NAME = Pattern.compile("([0-9]{1,9})[.]log(?:[.].*)?");

  /// The size of the log of an attempt; 0 where there is none.
  long size(int attempt) throws IOException {
    Path log = log(attempt);
    return Files.exists(log) ? Files.size(log) : 0;
  }

  /// Sets the log of an attempt aside, and deletes the oldest of those that were, so that there are
  /// this many with the new one that the runtime is to open, and no more than so many of that size
  /// hold.
  ///
  /// @return where it is now
  Path setAside(int attempt, int files, long bytes, Instant now) throws IOException {
    List<Path> aside = aside(attempt);
    long room = files * bytes - size(attempt);
    int kept = 0;
    for (Path newest : aside.reversed()) {
      room -= Files.size(newest);
      if (kept < files - 2 && room >= 0) {
        kept++;
      } else {
        Files.delete(newest);
      }
    }
    return Files.move(log(attempt), folder.resolve(log(attempt).getFileName() + "." + time(now)));
  }

  /// Takes it back, as the runtime goes on writing to it.
  void takeBack(int attempt, Path aside) throws IOException {
    Files.move(aside, log(attempt), StandardCopyOption.REPLACE_EXISTING);
  }

  /// Deletes what is older than the attempt before this one.
  void forgetBefore(int attempt) throws IOException {
    for (Path file : files()) {
      Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
      if (name.matches() && Integer.parseInt(name.group(1)) < attempt - 1) {
        Files.delete(file);
      }
    }
  }

  /// The formatter is made here, as most nodes never need it and its classes take long to load.
  private static String time(Instant now) {
    return DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss.SSS", Locale.ROOT)
        .withZone(ZoneOffset.UTC)
        .format(now);
  }

  private Path log(int attempt) {
    return folder.resolve(attempt + CURRENT);
  }

  /// The oldest first.
  private List<Path> aside(int attempt) throws IOException {
    String prefix = attempt + ".log.";
    return files().stream()
        .filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
        .sorted()
        .toList();
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
