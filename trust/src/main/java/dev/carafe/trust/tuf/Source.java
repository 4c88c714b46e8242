package dev.carafe.trust.tuf;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Where the files of a repository come from. Nothing that comes from there is trusted.
@FunctionalInterface
public interface Source {

  /// Opens a file.
  ///
  /// @param path of the file in the repository, its names percent-encoded
  /// @throws NoSuchFileException if there is none
  /// @throws IOException if the repository does not answer
  InputStream open(String path) throws IOException;

  /// A folder's files.
  static Source of(Path folder) {
    return path -> {
      Path file = folder;
      for (String encoded : path.split("/", -1)) {
        String name = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        if (TargetPath.parse(name).isEmpty() || name.contains("/")) {
          throw new NoSuchFileException(path); // and no way out of the folder
        }
        file = file.resolve(name);
      }
      return Files.newInputStream(file);
    };
  }
}
