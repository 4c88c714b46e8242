package dev.carafe.node.hostcontainers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Optional;

/// What the node's own containers keep: `KIND/NAME` on the data partition, with the file
/// `user-data`. They stay when the container goes.
///
/// @param root `/` on a node
/// @param base of the folders, below the root
public record PersistentFolders(Path root, Path base) {
  private static final String USER_DATA = "user-data";

  /// Where one is, as the host sees it.
  Path of(Kind kind, String name) {
    return Path.of("/").resolve(root.relativize(base)).resolve(kind.group()).resolve(name);
  }

  /// Makes one, with its user data; without any, the file is taken away.
  ///
  /// @param userData in base64
  /// @throws UncheckedIOException where it cannot be made
  public void make(Kind kind, String name, Optional<String> userData) {
    Path folder = base.resolve(kind.group()).resolve(name);
    Path file = folder.resolve(USER_DATA);
    try {
      Files.createDirectories(folder);
      if (userData.isEmpty()) {
        Files.deleteIfExists(file);
        return;
      }
      Path fresh = folder.resolve("." + USER_DATA + ".new");
      Files.write(fresh, Base64.getDecoder().decode(userData.get()));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + file + ": " + e.getMessage(), e);
    }
  }
}
