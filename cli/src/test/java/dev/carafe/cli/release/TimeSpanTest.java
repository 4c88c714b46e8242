package dev.carafe.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "1 hour, PT1H",
    "4 hours, PT4H",
    "in 90 minutes, PT90M",
    "1 day, P1D",
    "13 days, P13D",
    "in 2 weeks, P14D"
  })
  void spansAreBottlerockets(String text, String span) {
    assertThat(TimeSpan.parse(text)).contains(Duration.parse(span));
    assertThat(TimeSpan.moment(text, NOW)).contains(NOW.plus(Duration.parse(span)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "4", "hours", "4hours", "-4 hours", "4 moons", "1.5 hours", "4 hourss"})
  void theseAreNone(String text) {
    assertThat(TimeSpan.parse(text)).isEmpty();
    assertThat(TimeSpan.moment(text, NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-01T08:00:00Z", "2026-03-01T10:00:00+02:00"})
  void momentsAreThoseOfTheInternet(String text) {
    assertThat(TimeSpan.moment(text, NOW))
        .isEqualTo(Optional.of(Instant.parse("2026-03-01T08:00:00Z")));
  }
}
