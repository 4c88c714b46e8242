package dev.carafe.node.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Something that is done once after the kernel's start, however often the agent starts.
///
/// @param sign a file in memory that is there once it was done
public record OnceABoot(Path sign) {

  /// Whether it is to be done now; nobody is told so a second time.
  public boolean isDue() throws IOException {
    if (Files.exists(sign)) {
      return false;
    }
    Files.createDirectories(sign.resolveSibling(""));
    Files.createFile(sign);
    return true;
  }
}
