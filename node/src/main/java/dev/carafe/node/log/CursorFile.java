package dev.carafe.node.log;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// The place in the journal up to which everything has arrived, in a file of one line: there as a
/// whole or not at all.
record CursorFile(Path file) {

  /// The cursor; empty where there is none yet, or the file holds none.
  Optional<String> read() throws IOException {
    try {
      String cursor = Files.readString(file).strip();
      return isCursor(cursor) ? Optional.of(cursor) : Optional.empty();
    } catch (NoSuchFileException | MalformedInputException _) {
      return Optional.empty();
    }
  }

  void write(String cursor) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, cursor + "\n");
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Printable ASCII; a crash may have left zeros.
  private static boolean isCursor(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
