package dev.carafe.cli.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A folder for what is needed for a while; it goes with all that is in it once it is closed.
public record WorkFolder(Path path) implements AutoCloseable {
  private static final String PREFIX = "carafe-work-";

  /// One where the system keeps such folders.
  public static WorkFolder make() throws IOException {
    return new WorkFolder(Files.createTempDirectory(PREFIX));
  }

  /// One in a folder, which is made if it is not there: for what is large.
  public static WorkFolder in(Path folder) throws IOException {
    return new WorkFolder(Files.createTempDirectory(Files.createDirectories(folder), PREFIX));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
