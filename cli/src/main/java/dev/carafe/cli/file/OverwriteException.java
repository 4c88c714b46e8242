package dev.carafe.cli.file;

import java.nio.file.Path;

/// A file that is to be written is there already.
public final class OverwriteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OverwriteException(Path path) {
    super("could not write " + path + ": it is there already, and is not overwritten");
  }
}
