package dev.carafe.image.content;

import dev.carafe.disk.bytes.Sha256;
import java.net.URI;

/// Something to be fetched whose content is known beforehand.
///
/// @param name what errors and progress call it: `busybox-static 1:1.37.0-6`
public record Download(String name, URI uri, Sha256 digest, long size) {

  public Download {
    if (size < 0) {
      throw new IllegalArgumentException("size of %s: %d".formatted(name, size));
    }
  }
}
