package dev.carafe.disk.delta;

import dev.carafe.disk.DiskException;
import dev.carafe.disk.bytes.Sha256;

/// Every operation has made what it should, and all of it together is not what it must be: the
/// delta is not what it says.
public final class WrongTargetException extends DiskException {
  private static final long serialVersionUID = 1L;

  private WrongTargetException(String what, Sha256 expected, Sha256 found) {
    super(
        "could not accept what the delta has made: expected %s %s, found %s"
            .formatted(what, expected, found));
  }

  static void demand(String what, Sha256 expected, Sha256 found) {
    if (!expected.equals(found)) {
      throw new WrongTargetException(what, expected, found);
    }
  }
}
