package dev.carafe.cli.release;

import java.nio.file.Path;

/// A folder has no build, or not the one that its manifest tells of.
public final class BadBuildException extends ReleaseException {
  private static final long serialVersionUID = 1L;

  BadBuildException(Path place, String why) {
    super("could not take %s for a build: %s".formatted(place, why));
  }
}
