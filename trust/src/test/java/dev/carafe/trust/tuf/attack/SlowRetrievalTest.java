package dev.carafe.trust.tuf.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.trust.tuf.Pace;
import dev.carafe.trust.tuf.PacedSource;
import dev.carafe.trust.tuf.SlowRetrievalException;
import dev.carafe.trust.tuf.Source;
import dev.carafe.trust.tuf.TestRepository;
import dev.carafe.trust.tuf.Victim;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The files come, but so slowly that the client never has them.
@Timeout(60)
class SlowRetrievalTest {
  private static final Pace PACE = new Pace(1000, Duration.ofMillis(50));

  @TempDir private Path folder;

  private final TestRepository repository = new TestRepository();
  private final CountDownLatch never = new CountDownLatch(1);
  private final CountDownLatch left = new CountDownLatch(1);

  /// Waits longer than anybody has patience, and tells once it is left alone.
  private void linger() throws IOException {
    try {
      never.await();
    } catch (InterruptedException _) {
      left.countDown();
      throw new InterruptedIOException();
    }
  }

  /// A byte at a time, a while after the one before.
  private static InputStream dripping(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
          TimeUnit.MILLISECONDS.sleep(5);
        } catch (InterruptedException _) {
          throw new InterruptedIOException();
        }
        return super.read(buffer, offset, 1);
      }
    };
  }

  private Victim before(Source slow) throws IOException {
    return Victim.of(repository, new PacedSource(slow, PACE), folder);
  }

  @Test
  void aServerThatNeverBeginsIsGivenUp() throws Exception {
    Victim victim =
        before(path -> {
          linger();
          return repository.open(path);
        });
    assertThatThrownBy(victim::refreshed)
        .isInstanceOf(SlowRetrievalException.class)
        .hasMessage("2.root.json comes too slowly: 0 bytes in 0.05 s, expected 1000 at least");
    assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aServerThatStopsInTheMiddleIsGivenUp() throws Exception {
    Victim victim =
        before(path -> {
          InputStream in = repository.open(path);
          return new FilterInputStream(in) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
              if (in.available() < 100) {
                linger();
              }
              return super.read(buffer, offset, Math.min(length, 100));
            }
          };
        });
    assertThatThrownBy(victim::refreshed)
        .isInstanceOf(SlowRetrievalException.class)
        .hasMessageStartingWith("timestamp.json comes too slowly");
    assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aServerThatDripsIsGivenUp() throws IOException {
    Victim victim = before(path -> dripping(repository.open(path)));
    assertThatThrownBy(victim::refreshed)
        .isInstanceOf(SlowRetrievalException.class)
        .hasMessageStartingWith("timestamp.json comes too slowly");
  }

  @Test
  void oneThatKeepsThePaceIsNot() throws IOException {
    Pace pace = new Pace(1, Duration.ofSeconds(20));
    Source patient = new PacedSource(path -> dripping(repository.open(path)), pace);
    try (InputStream in = patient.open(repository.place("a"))) {
      assertThat(in.readAllBytes()).asString().isEqualTo("alpha");
    }
  }

  @Test
  void whatIsMissingIsMissingAndNotSlow() throws IOException {
    Victim victim = before(repository);
    repository.files.remove("timestamp.json");
    assertThatThrownBy(victim::refreshed).isInstanceOf(NoSuchFileException.class);
  }
}
