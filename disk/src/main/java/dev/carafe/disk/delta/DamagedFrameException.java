package dev.carafe.disk.delta;

import dev.carafe.disk.DiskException;
import dev.carafe.disk.bytes.Sha256;

/// What was fetched is not the frame that the head of the delta names.
public final class DamagedFrameException extends DiskException {
  private static final long serialVersionUID = 1L;

  DamagedFrameException(Operation operation, Payload expected, Sha256 found) {
    super(
        "could not make %s: expected %d bytes of payload at %d with digest %s, found %s"
            .formatted(
                operation.destination(),
                expected.size(),
                expected.offset(),
                expected.digest(),
                found));
  }
}
