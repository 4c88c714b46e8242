package dev.carafe.cli.node;

import java.nio.file.Path;

/// A file of the user's has no key or certificate that can be used.
public final class BadFileException extends NodeException {
  private static final long serialVersionUID = 1L;

  public BadFileException(Path path, String why) {
    super("could not use " + path + ": " + why);
  }

  public BadFileException(Path path, String why, Throwable cause) {
    super("could not use " + path + ": " + why, cause);
  }
}
