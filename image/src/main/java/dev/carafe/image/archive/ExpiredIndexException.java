package dev.carafe.image.archive;

import dev.carafe.image.ImageException;
import java.time.Instant;

/// A signed index is too old to be trusted for security updates, or is for ever valid where it must
/// not be.
public final class ExpiredIndexException extends ImageException {
  private static final long serialVersionUID = 1L;

  public ExpiredIndexException(String what, Instant validUntil, Instant now) {
    super(
        ("could not accept %s: expected one that is valid at %s, found one valid until %s; use another"
                + " mirror, or set this machine's clock")
            .formatted(what, now, validUntil));
  }

  public ExpiredIndexException(String what) {
    super("could not accept %s: expected a 'Valid-Until' field, found none".formatted(what));
  }
}
