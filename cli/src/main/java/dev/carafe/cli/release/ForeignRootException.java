package dev.carafe.cli.release;

/// A node with this system would not believe the repository that it is to be published in.
public final class ForeignRootException extends ReleaseException {
  private static final long serialVersionUID = 1L;

  ForeignRootException(BuiltSystem built, String why) {
    super(
        "could not publish %s: %s; build it with --update-root, and a root of the repository's"
                .formatted(built.title(), why)
            + " public/metadata");
  }
}
