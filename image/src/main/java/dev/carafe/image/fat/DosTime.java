package dev.carafe.image.fat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// A time to two seconds, from 1980 on. What is earlier becomes the first moment of 1980. Source:
/// fatgen103, "FAT Directory Structure", "Date and Time Formats".
record DosTime(short date, short time) {
  private static final LocalDateTime FIRST = LocalDateTime.of(1980, 1, 1, 0, 0);

  static DosTime of(Instant instant) {
    LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    LocalDateTime t = utc.isBefore(FIRST) ? FIRST : utc;
    return new DosTime(
        (short) ((t.getYear() - 1980) << 9 | t.getMonthValue() << 5 | t.getDayOfMonth()),
        (short) (t.getHour() << 11 | t.getMinute() << 5 | t.getSecond() / 2));
  }
}
