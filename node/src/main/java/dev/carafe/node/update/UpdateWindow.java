package dev.carafe.node.update;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Set;

/// A part of some days in which the node may do something by itself.
///
/// Times are those of the zone's clock. Where it is put forward, a window that would open in the
/// hour that does not exist opens as that hour would have begun, and one that would close in it
/// closes as long after it; so no window is lost. Of two hours that are called alike, the first is
/// meant.
///
/// @param days on which it opens
/// @param end on the next day, where it is not after the start
public record UpdateWindow(
    String name, Set<DayOfWeek> days, LocalTime start, LocalTime end, ZoneId zone) {
  private static final int DAYS = 7;

  public UpdateWindow {
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("window " + name + " opens on no day");
    }
  }

  /// Once that it is open: from the one, up to the other.
  record Span(Instant from, Instant to) {

    boolean contains(Instant now) {
      return !now.isBefore(from) && now.isBefore(to);
    }
  }

  /// The time that it is open, or the next time.
  Span spanAt(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    for (int day = -1; day <= DAYS; day++) {
      LocalDate date = today.plusDays(day);
      Span span = spanOf(date);
      if (days.contains(date.getDayOfWeek()) && now.isBefore(span.to())) {
        return span;
      }
    }
    throw new IllegalStateException("window " + name + " does not open within a week");
  }

  private Span spanOf(LocalDate date) {
    LocalDate last = end.isAfter(start) ? date : date.plusDays(1);
    return new Span(opening(date.atTime(start)), ZonedDateTime.of(last, end, zone).toInstant());
  }

  private Instant opening(LocalDateTime time) {
    ZoneOffsetTransition transition = zone.getRules().getTransition(time);
    return transition != null && transition.isGap()
        ? transition.getInstant()
        : time.atZone(zone).toInstant();
  }
}
