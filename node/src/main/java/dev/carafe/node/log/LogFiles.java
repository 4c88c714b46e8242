package dev.carafe.node.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The log files of one container: `ATTEMPT.log` and those that were set aside before it, as
/// `ATTEMPT.log.TIME`.
///
/// @param folder the container's
record LogFiles(Path folder) {
  private static final String END = ".log";

  /// One of them.
  ///
  /// @param identity what stays the same when it is set aside
  record LogFile(Path path, int attempt, Object identity, long size) {}

  /// The oldest first; none where there is no folder.
  List<LogFile> all() throws IOException {
    List<LogFile> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : paths.sorted(Comparator.comparing(LogFiles::order)).toList()) {
        int attempt = attempt(path);
        if (attempt >= 0) {
          add(files, path, attempt);
        }
      }
    } catch (NoSuchFileException _) {
      return List.of();
    }
    files.sort(Comparator.comparingInt(LogFile::attempt));
    return files;
  }

  private static void add(List<LogFile> files, Path path, int attempt) throws IOException {
    try {
      BasicFileAttributes seen = Files.readAttributes(path, BasicFileAttributes.class);
      if (seen.isRegularFile()) {
        files.add(new LogFile(path, attempt, Objects.requireNonNull(seen.fileKey()), seen.size()));
      }
    } catch (NoSuchFileException _) {
      // it was deleted, or set aside and will be seen next time
    }
  }

  /// Those that were set aside by their times, before the one that was not.
  private static String order(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.endsWith(END) ? name + ".~" : name;
  }

  /// -1 where it is no log.
  private static int attempt(Path path) {
    String name = String.valueOf(path.getFileName());
    int end = name.indexOf(END);
    boolean digits =
        end > 0 && end < 10 && name.chars().limit(end).allMatch(c -> c >= '0' && c <= '9');
    return digits && (name.length() == end + END.length() || name.startsWith(END + ".", end))
        ? Integer.parseInt(name.substring(0, end))
        : -1;
  }
}
