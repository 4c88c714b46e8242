package dev.carafe.cli.release;

import java.util.Locale;

/// A number of bytes, for a person.
final class ByteCount {
  private static final double MEGA = 1e6;

  private ByteCount() {}

  /// `98.6 MB`.
  static String of(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / MEGA);
  }
}
