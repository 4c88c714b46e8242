package dev.carafe.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.progress.Progress;
import dev.carafe.image.progress.Progress.Unit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final String REDRAWN = "\033[1A\033[J";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong clock = new AtomicLong();

  private String output() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private static Gauge gauge(long total, Unit unit, long done, int seconds) {
    return new Gauge("fetching", total, unit, done, Duration.ofSeconds(seconds));
  }

  @Test
  void aBarShowsShareSpeedAndTheTimeThatIsLeft() {
    assertThat(gauge(100_000_000, Unit.BYTES, 25_000_000, 10).drawn(80))
        .isEqualTo("██████░░░░░░░░░░░░░░░░░░  fetching  25 of 100 MB, 2.5 MB/s, 30 s left");
  }

  @Test
  void thingsAreCountedWithoutASpeed() {
    assertThat(gauge(8, Unit.ITEMS, 2, 50).figures()).isEqualTo("2 of 8, 2 min 30 s left");
  }

  @Test
  void workOfUnknownSizeHasNoBar() {
    assertThat(gauge(0, Unit.BYTES, 3_000_000, 2).drawn(80)).isEqualTo("fetching  3 MB, 1.5 MB/s");
  }

  @Test
  void moreThanWasAnnouncedFillsTheBarAndNoMore() {
    assertThat(gauge(8, Unit.ITEMS, 9, 5).drawn(80))
        .isEqualTo("█".repeat(24) + "  fetching  9 of 8");
  }

  @Test
  void inTheFirstSecondNothingIsGuessed() {
    assertThat(gauge(100_000_000, Unit.BYTES, 25_000_000, 0).figures()).isEqualTo("25 of 100 MB");
  }

  @Test
  void aNarrowTerminalGetsAShorterLine() {
    assertThat(gauge(8, Unit.ITEMS, 2, 50).drawn(20)).hasSize(20).endsWith("…");
  }

  @Test
  void aTerminalIsDrawnOverAndKeepsALineOfWhatTookLong() {
    Progress progress = new TerminalProgress(out, 80, clock::get);
    try (Progress.Task task = progress.begin("fetching", 2, Unit.ITEMS)) {
      pass(Duration.ofSeconds(3));
      task.advance(1);
    }
    assertThat(output())
        .isEqualTo(
            "%1$s  fetching  0 of 2\n%3$s%2$s  fetching  1 of 2, 3 s left\n%3$s✓ fetching, 3 s\n"
                .formatted("░".repeat(24), "█".repeat(12) + "░".repeat(12), REDRAWN));
  }

  @Test
  void aTerminalIsNotDrawnForEveryUnit() {
    Progress progress = new TerminalProgress(out, 80, clock::get);
    Progress.Task task = progress.begin("fetching", 1000, Unit.ITEMS);
    int before = output().length();
    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(99));
    task.advance(1);
    assertThat(output()).hasSize(before);
    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
    task.advance(1);
    assertThat(output()).endsWith("2 of 1000\n");
  }

  @Test
  void whatIsBegunWithinOtherWorkIsDrawnBelowIt() {
    Progress progress = new TerminalProgress(out, 80, clock::get);
    Progress.Task outer = progress.begin("building", 0, Unit.ITEMS);
    Progress.Task inner = progress.begin("fetching", 0, Unit.ITEMS);
    assertThat(output()).endsWith(REDRAWN + "building\nfetching\n");
    inner.close();
    assertThat(output()).endsWith("\033[2A\033[Jbuilding\n");
    outer.close();
    assertThat(output()).endsWith(REDRAWN);
  }

  @Test
  void elsewhereALineIsWrittenAtTheBeginningNowAndThenAndAtTheEnd() {
    Progress progress = new PlainProgress(out, clock::get);
    try (Progress.Task task = progress.begin("fetching", 4, Unit.ITEMS)) {
      pass(Duration.ofSeconds(5));
      task.advance(1);
      pass(Duration.ofSeconds(5));
      task.advance(1);
    }
    assertThat(output().lines())
        .containsExactly("fetching", "fetching: 2 of 4, 10 s left", "fetching: done in 10 s");
  }

  @Test
  void quickWorkIsOneLine() {
    Progress progress = new PlainProgress(out, clock::get);
    progress.begin("fetching", 4, Unit.ITEMS).close();
    assertThat(output().lines()).containsExactly("fetching");
  }
}
