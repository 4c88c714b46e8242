package dev.carafe.image.archive;

import dev.carafe.image.ImageException;
import java.time.Instant;

/// A signed index was made later than now.
public final class FutureIndexException extends ImageException {
  private static final long serialVersionUID = 1L;

  public FutureIndexException(String what, Instant date, Instant now) {
    super(
        "could not accept %s: expected a date before %s, found %s; is this machine's clock right?"
            .formatted(what, now, date));
  }
}
