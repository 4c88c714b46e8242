package dev.carafe.image.content;

import dev.carafe.image.ImageException;
import java.net.URI;

/// A server did not give what it was asked for, also after every retry.
public final class DownloadException extends ImageException {
  private static final long serialVersionUID = 1L;

  public DownloadException(URI uri, String why) {
    super("could not download %s: %s".formatted(uri, why));
  }

  public DownloadException(URI uri, String why, Throwable cause) {
    super("could not download %s: %s".formatted(uri, why), cause);
  }
}
