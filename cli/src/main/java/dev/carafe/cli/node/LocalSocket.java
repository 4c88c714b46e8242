package dev.carafe.cli.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// The socket of the node that this runs on, in one of its containers. Whoever may open it is an
/// admin; there is no certificate on either side.
record LocalSocket(Path path) implements Access {
  /// Where a node has its own, and gives it to host containers.
  static final LocalSocket USUAL = new LocalSocket(Path.of("/run/api.sock"));

  private static final String SCHEME = "unix:";
  private static final int TYPE = 0170000;
  private static final int SOCKET = 0140000;

  /// Reads `unix:PATH`; empty where the text is something else.
  ///
  /// @throws ChoiceException where no path follows
  static Optional<LocalSocket> parse(String text) {
    if (!text.startsWith(SCHEME)) {
      return Optional.empty();
    }
    String path = text.substring(SCHEME.length());
    try {
      if (!path.isEmpty()) {
        return Optional.of(new LocalSocket(Path.of(path)));
      }
    } catch (InvalidPathException _) {
      // said below
    }
    throw new ChoiceException("'" + text + "' names no socket; write " + USUAL);
  }

  /// Whether there is a socket. Nobody may listen there, all the same.
  ///
  /// Source: [inode(7)](https://man7.org/linux/man-pages/man7/inode.7.html), `S_IFSOCK`.
  boolean exists() {
    try {
      return Files.getAttribute(path, "unix:mode") instanceof Integer mode
          && (mode & TYPE) == SOCKET;
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }

  @Override
  public String toString() {
    return SCHEME + path;
  }
}
