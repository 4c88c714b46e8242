package dev.carafe.cli.release;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times as people give them for a roll-out: `4 hours`, `in 2 days`, or a moment.
///
/// Source: `parse-datetime` in [twoliter](https://github.com/bottlerocket-os/twoliter), which reads
/// Bottlerocket's files of waves.
final class TimeSpan {
  static final String FORM = "write a number and minutes, hours, days or weeks, like '4 hours'";

  private static final Pattern SPAN = Pattern.compile("(?:in )?(\\d{1,5}) ([a-z]+?)s?");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "minute", ChronoUnit.MINUTES.getDuration(),
          "hour", ChronoUnit.HOURS.getDuration(),
          "day", ChronoUnit.DAYS.getDuration(),
          "week", ChronoUnit.WEEKS.getDuration());

  private TimeSpan() {}

  /// How long that is; empty where it is none.
  static Optional<Duration> parse(String text) {
    Matcher span = SPAN.matcher(text);
    return span.matches()
        ? Optional.ofNullable(UNITS.get(span.group(2)))
            .map(unit -> unit.multipliedBy(Long.parseLong(span.group(1))))
        : Optional.empty();
  }

  /// When that is; empty where it is never.
  ///
  /// @param text a span from now on, or a moment as RFC 3339 has it
  static Optional<Instant> moment(String text, Instant now) {
    Optional<Duration> span = parse(text);
    if (span.isPresent()) {
      return span.map(now::plus);
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
