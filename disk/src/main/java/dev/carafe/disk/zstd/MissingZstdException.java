package dev.carafe.disk.zstd;

import dev.carafe.disk.DiskException;

/// The C library of zstd is not there, or is no such library.
public final class MissingZstdException extends DiskException {
  private static final long serialVersionUID = 1L;

  MissingZstdException(String library, IllegalArgumentException cause) {
    super(
        "could not load %s: %s; it comes with Debian's package libzstd1"
            .formatted(library, cause.getMessage()),
        cause);
  }

  MissingZstdException(String library, String function) {
    super(
        "could not use %s: expected function %s in it, found none; zstd has it since 1.4"
            .formatted(library, function));
  }
}
