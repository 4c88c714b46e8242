package dev.carafe.node.provisioning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files below a node's root, for tests.
final class FakeRoot {
  private final Path root;

  FakeRoot(Path root) {
    this.root = root;
  }

  Path path() {
    return root;
  }

  FakeRoot with(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
