package dev.carafe.disk.zstd;

import dev.carafe.disk.DiskException;

/// zstd refuses what it was given.
public final class ZstdException extends DiskException {
  private static final long serialVersionUID = 1L;

  /// @param why as the library names it
  ZstdException(String what, String why) {
    super("could not %s by zstd: %s".formatted(what, why));
  }
}
