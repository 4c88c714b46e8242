package dev.carafe.cli.repo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Files that are replaced as a whole: whoever reads one meanwhile sees the old or the new one.
final class Replacement {
  private Replacement() {}

  static void write(Path path, byte[] bytes) throws IOException {
    Path draft = path.resolveSibling("." + path.getFileName() + ".draft");
    Files.write(draft, bytes);
    Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
