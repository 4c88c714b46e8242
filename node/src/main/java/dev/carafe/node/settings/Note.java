package dev.carafe.node.settings;

import dev.carafe.settings.generation.FileDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Some text beside the settings that is as durable as they are: after a power cut it is there
/// where it was written, and is not where it was deleted.
public record Note(Path file) {
  private static final String UNFINISHED = ".new";

  /// What it says; nothing where there is none.
  public String read() throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /// Makes it say something.
  public void write(String text) throws IOException {
    String name = name();
    FileDirectory directory = FileDirectory.open(file.resolveSibling(""));
    directory.delete(name + UNFINISHED);
    directory.write(name + UNFINISHED, text.getBytes(StandardCharsets.UTF_8));
    directory.rename(name + UNFINISHED, name);
    directory.sync();
  }

  /// Takes it away.
  public void delete() throws IOException {
    if (Files.exists(file)) {
      FileDirectory directory = FileDirectory.open(file.resolveSibling(""));
      directory.delete(name());
      directory.sync();
    }
  }

  private String name() {
    return String.valueOf(file.getFileName());
  }
}
