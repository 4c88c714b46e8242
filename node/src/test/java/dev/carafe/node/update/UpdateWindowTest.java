package dev.carafe.node.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Windows in Berlin, where in 2026 the clock is put forward on March 29 at 2 o'clock, and back on
/// October 25 at 3 o'clock.
class UpdateWindowTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Set<DayOfWeek> EVERY_DAY = Set.of(DayOfWeek.values());

  private static UpdateWindow window(Set<DayOfWeek> days, String start, String end) {
    return new UpdateWindow("w", days, LocalTime.parse(start), LocalTime.parse(end), BERLIN);
  }

  private static Instant at(String time) {
    return OffsetDateTime.parse(time).toInstant();
  }

  @ParameterizedTest
  @CsvSource({
    "the day before,      09:00, 17:00, 2026-03-10T18:00+01:00, 2026-03-11T09:00+01:00, 2026-03-11T17:00+01:00",
    "just before,         09:00, 17:00, 2026-03-11T08:59:59+01:00, 2026-03-11T09:00+01:00, 2026-03-11T17:00+01:00",
    "at the start,        09:00, 17:00, 2026-03-11T09:00+01:00, 2026-03-11T09:00+01:00, 2026-03-11T17:00+01:00",
    "just before the end, 09:00, 17:00, 2026-03-11T16:59:59+01:00, 2026-03-11T09:00+01:00, 2026-03-11T17:00+01:00",
    "at the end,          09:00, 17:00, 2026-03-11T17:00+01:00, 2026-03-12T09:00+01:00, 2026-03-12T17:00+01:00",
    "before midnight,     22:00, 04:00, 2026-03-11T23:00+01:00, 2026-03-11T22:00+01:00, 2026-03-12T04:00+01:00",
    "after midnight,      22:00, 04:00, 2026-03-12T03:59+01:00, 2026-03-11T22:00+01:00, 2026-03-12T04:00+01:00",
    "between nights,      22:00, 04:00, 2026-03-12T04:00+01:00, 2026-03-12T22:00+01:00, 2026-03-13T04:00+01:00",
    "a whole day,         00:00, 00:00, 2026-03-12T00:00+01:00, 2026-03-12T00:00+01:00, 2026-03-13T00:00+01:00",
    "another's evening,   22:00, 04:00, 2026-03-11T12:30-10:00, 2026-03-11T22:00+01:00, 2026-03-12T04:00+01:00",
    "forward in between,  22:00, 04:00, 2026-03-29T01:00+01:00, 2026-03-28T22:00+01:00, 2026-03-29T04:00+02:00",
    "forward at the end,  01:00, 02:30, 2026-03-29T01:00+01:00, 2026-03-29T01:00+01:00, 2026-03-29T03:30+02:00",
    "forward at the start, 02:30, 03:15, 2026-03-29T01:00+01:00, 2026-03-29T03:00+02:00, 2026-03-29T03:15+02:00",
    "all in the lost hour, 02:00, 02:30, 2026-03-29T01:00+01:00, 2026-03-29T03:00+02:00, 2026-03-29T03:30+02:00",
    "back in between,     22:00, 04:00, 2026-10-25T02:30+01:00, 2026-10-24T22:00+02:00, 2026-10-25T04:00+01:00",
    "back at the start,   02:30, 05:00, 2026-10-25T02:00+02:00, 2026-10-25T02:30+02:00, 2026-10-25T05:00+01:00",
    "back at the end,     01:00, 02:30, 2026-10-25T01:00+02:00, 2026-10-25T01:00+02:00, 2026-10-25T02:30+02:00",
    "the hour that is called alike, 01:00, 02:30, 2026-10-25T02:15+01:00, 2026-10-26T01:00+01:00, 2026-10-26T02:30+01:00",
  })
  void itIsOpenByTheClockOfItsZone(
      String name, String start, String end, String now, String from, String to) {
    assertThat(window(EVERY_DAY, start, end).spanAt(at(now)))
        .as(name)
        .isEqualTo(new UpdateWindow.Span(at(from), at(to)));
  }

  /// 2026-03-14 is a Saturday.
  @ParameterizedTest
  @CsvSource({
    "2026-03-12T12:00+01:00, 2026-03-14T22:00+01:00",
    "2026-03-15T03:00+01:00, 2026-03-14T22:00+01:00",
    "2026-03-15T04:00+01:00, 2026-03-15T22:00+01:00",
    "2026-03-16T03:59+01:00, 2026-03-15T22:00+01:00",
    "2026-03-16T04:00+01:00, 2026-03-21T22:00+01:00",
  })
  void itsDaysAreThoseOnWhichItOpens(String now, String from) {
    UpdateWindow weekend = window(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), "22:00", "04:00");
    assertThat(weekend.spanAt(at(now)).from()).isEqualTo(at(from));
  }

  @Test
  void onTheOneDayOfAWeekItOpensAWeekLater() {
    UpdateWindow sunday = window(Set.of(DayOfWeek.SUNDAY), "10:00", "11:00");
    assertThat(sunday.spanAt(at("2026-03-15T11:00+01:00")).from())
        .isEqualTo(at("2026-03-22T10:00+01:00"));
  }

  @Test
  void withoutADayItIsNone() {
    assertThatThrownBy(() -> window(Set.of(), "10:00", "11:00"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void severalWindowsAreOpenWhileOneIs() {
    List<UpdateWindow> windows =
        List.of(
            new UpdateWindow("a", EVERY_DAY, LocalTime.of(9, 0), LocalTime.of(11, 0), BERLIN),
            new UpdateWindow("b", EVERY_DAY, LocalTime.of(10, 0), LocalTime.of(12, 0), BERLIN));
    assertThat(Opening.of(windows, at("2026-03-11T08:00+01:00")))
        .isEqualTo(new Opening.Closed("a", at("2026-03-11T09:00+01:00")));
    assertThat(Opening.of(windows, at("2026-03-11T09:30+01:00")))
        .isEqualTo(new Opening.Open("a", at("2026-03-11T11:00+01:00")));
    assertThat(Opening.of(windows, at("2026-03-11T10:30+01:00")))
        .isEqualTo(new Opening.Open("b", at("2026-03-11T12:00+01:00")));
    assertThat(Opening.of(windows, at("2026-03-11T12:00+01:00")))
        .isEqualTo(new Opening.Closed("a", at("2026-03-12T09:00+01:00")));
  }

  @Test
  void withoutWindowsItIsAlwaysOpen() {
    assertThat(Opening.of(List.of(), Instant.EPOCH)).isEqualTo(new Opening.Always());
  }
}
