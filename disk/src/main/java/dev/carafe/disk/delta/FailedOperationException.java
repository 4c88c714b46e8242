package dev.carafe.disk.delta;

import dev.carafe.disk.DiskException;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.zstd.ZstdException;

/// An operation has made something else than it should, although its frame is whole: the source is
/// damaged, or another one than the delta was made for.
public final class FailedOperationException extends DiskException {
  private static final long serialVersionUID = 1L;

  FailedOperationException(Operation operation, Sha256 found) {
    super(
        "could not make %s: expected digest %s, found %s; the source is damaged or another one"
            .formatted(operation.destination(), operation.digest(), found));
  }

  FailedOperationException(Operation operation, ZstdException cause) {
    super(
        "could not make %s: %s; the source is damaged or another one"
            .formatted(operation.destination(), cause.getMessage()),
        cause);
  }
}
