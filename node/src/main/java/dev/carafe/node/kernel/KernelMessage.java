package dev.carafe.node.kernel;

import java.util.Optional;

/// A record of the kernel's log.
///
/// Source: [Linux, dev-kmsg](https://www.kernel.org/doc/Documentation/ABI/testing/dev-kmsg).
///
/// @param severity 0 (emergency) to 7 (debug)
/// @param facility 0 for the kernel itself; whoever writes to `/dev/kmsg` gets another
/// @param sequence one more than the record before has
/// @param micros since the kernel's start
/// @param continued whether it goes on with the line before
/// @param text with what is not printable as `\xNN`
public record KernelMessage(
    int severity, int facility, long sequence, long micros, boolean continued, String text) {
  private static final int WARNING = 4;
  private static final int SEVERITIES = 8;
  private static final int FIELDS = 4;

  /// An emergency that the kernel itself tells of, without a number or a time.
  public static KernelMessage kernels(String text) {
    return new KernelMessage(0, 0, 0, 0, false, text);
  }

  /// Reads one: `6,339,5140900,-;text`, further fields before the semicolon, and lines behind the
  /// first that begin with a space and are left out; empty where it is none.
  public static Optional<KernelMessage> parse(String text) {
    int semicolon = text.indexOf(';');
    if (semicolon < 0) {
      return Optional.empty();
    }
    String[] fields = text.substring(0, semicolon).split(",", FIELDS + 1);
    if (fields.length < FIELDS) {
      return Optional.empty();
    }
    int end = text.indexOf('\n', semicolon);
    try {
      int priority = Integer.parseInt(fields[0]);
      return Optional.of(
          new KernelMessage(
              priority % SEVERITIES,
              priority / SEVERITIES,
              Long.parseLong(fields[1]),
              Long.parseLong(fields[2]),
              fields[FIELDS - 1].equals("c"),
              text.substring(semicolon + 1, end < 0 ? text.length() : end)));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// Whether the kernel itself says it, and not a program through it.
  public boolean isKernels() {
    return facility == 0;
  }

  /// Whether it is a warning or worse.
  public boolean isGrave() {
    return severity <= WARNING;
  }
}
