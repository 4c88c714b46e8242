package dev.carafe.node.update.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.metadata.FakeWaiting;
import dev.carafe.node.metadata.Waiting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final byte[] BYTES = new byte[100_000];

  private final FakeWaiting waiting = new FakeWaiting();

  private static InputStream bytes() {
    return new ByteArrayInputStream(BYTES);
  }

  private Duration took() {
    return waiting.pauses().stream().reduce(Duration.ZERO, Duration::plus);
  }

  @Test
  void soManyBytesTakeSoLong() throws IOException {
    RateLimit limit = new RateLimit(OptionalLong.of(10_000), waiting);
    assertThat(limit.over(bytes()).readAllBytes()).isEqualTo(BYTES);
    assertThat(took()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void severalFilesShareALimit() throws IOException {
    RateLimit limit = new RateLimit(OptionalLong.of(50_000), waiting);
    limit.over(bytes()).readAllBytes();
    limit.over(bytes()).readAllBytes();
    assertThat(took()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void timeInWhichNothingCameIsNotMadeUpFor() throws IOException {
    RateLimit limit = new RateLimit(OptionalLong.of(10_000), waiting);
    waiting.pause(Duration.ofSeconds(60));
    limit.over(bytes()).readAllBytes();
    assertThat(took()).isEqualTo(Duration.ofSeconds(70));
  }

  @Test
  void onlyLongPausesAreMade() throws IOException {
    RateLimit limit = new RateLimit(OptionalLong.of(100_000_000), waiting);
    limit.over(bytes()).readAllBytes();
    assertThat(waiting.pauses()).isEmpty();
  }

  @Test
  void withoutALimitNothingWaits() throws IOException {
    InputStream in = bytes();
    assertThat(new RateLimit(OptionalLong.empty(), waiting).over(in)).isSameAs(in);
  }

  @Test
  void whoIsInterruptedStops() {
    Waiting interrupted =
        new Waiting() {
          @Override
          public long nanoTime() {
            return 0;
          }

          @Override
          public void pause(Duration duration) throws InterruptedException {
            throw new InterruptedException();
          }
        };
    InputStream in = new RateLimit(OptionalLong.of(1), interrupted).over(bytes());
    assertThatThrownBy(in::read).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
