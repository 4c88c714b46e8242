package dev.carafe.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A folder for what is written while something is measured, until it is closed.
record WorkFolder(Path path) implements AutoCloseable {

  static WorkFolder make() throws IOException {
    return new WorkFolder(Files.createTempDirectory("carafe-bench-"));
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
