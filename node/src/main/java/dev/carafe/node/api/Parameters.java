package dev.carafe.node.api;

import dev.carafe.node.http.RefusedRequest;
import dev.carafe.node.http.Status;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// What several calls have in their queries.
final class Parameters {
  private Parameters() {}

  /// A time, or so long before now.
  static Instant time(String parameter, String text, Instant now) {
    Optional<Duration> ago = length(text);
    try {
      Instant then =
          ago.isPresent() ? now.minus(ago.get()) : OffsetDateTime.parse(text).toInstant();
      return then.isBefore(Instant.EPOCH) ? Instant.EPOCH : then;
    } catch (DateTimeException _) {
      throw refused(parameter + " is no time; write 10m, 2h, 3d or 2026-01-31T08:00:00Z");
    }
  }

  /// So long.
  static Duration duration(String parameter, String text) {
    return length(text)
        .orElseThrow(() -> refused(parameter + " is no length of time; write 90s, 10m, 2h or 3d"));
  }

  private static Optional<Duration> length(String text) {
    String digits = text.isEmpty() ? "" : text.substring(0, text.length() - 1);
    boolean counted =
        !digits.isEmpty()
            && digits.length() <= 9
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!counted) {
      return Optional.empty();
    }
    long count = Long.parseLong(digits);
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Optional.of(Duration.ofSeconds(count));
      case 'm' -> Optional.of(Duration.ofMinutes(count));
      case 'h' -> Optional.of(Duration.ofHours(count));
      case 'd' -> Optional.of(Duration.ofDays(count));
      default -> Optional.empty();
    };
  }

  /// A whole number.
  static int number(String parameter, String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw refused(parameter + " must be a number from " + least + " to " + most);
  }

  private static RefusedRequest refused(String why) {
    return new RefusedRequest(Status.BAD_REQUEST, why);
  }
}
