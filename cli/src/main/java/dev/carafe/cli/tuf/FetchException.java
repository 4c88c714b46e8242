package dev.carafe.cli.tuf;

import java.io.IOException;
import java.net.URI;

/// The server of a repository does not answer as it should.
public final class FetchException extends IOException {
  private static final long serialVersionUID = 1L;

  FetchException(URI uri, String why) {
    super("could not get " + uri + ": " + why);
  }

  FetchException(URI uri, String why, Throwable cause) {
    super(
        "could not get "
            + uri
            + ": "
            + (cause.getMessage() == null ? why : why + ": " + cause.getMessage()),
        cause);
  }
}
