package dev.carafe.trust.tuf.attack;

import static dev.carafe.trust.tuf.TestRepository.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.trust.tuf.ExpiredException;
import dev.carafe.trust.tuf.TestRepository;
import dev.carafe.trust.tuf.Victim;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The client is given what it knows already, for ever, and so never hears of anything newer.
class IndefiniteFreezeTest {
  @TempDir private Path folder;

  private final TestRepository repository = new TestRepository();
  private Victim victim;

  @BeforeEach
  void begin() throws IOException {
    victim = Victim.of(repository, folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"targets", "snapshot", "timestamp"})
  void metadataWhoseTimeIsOverIsRefused(String role) {
    repository.expiries.put(role, NOW.minus(Duration.ofSeconds(1)));
    repository.publishNext();
    assertThatThrownBy(victim::refreshed)
        .isInstanceOf(ExpiredException.class)
        .hasMessageStartingWith(role + " version 2 expired at 2026-11-29T11:59:59Z");
  }

  @Test
  void aRootWhoseTimeIsOverIsRefused() {
    repository.expiries.put("root", NOW);
    repository.publishNextRoot(repository.keys("root"));
    assertThatThrownBy(victim::refreshed)
        .isInstanceOf(ExpiredException.class)
        .hasMessageStartingWith("root version 2 expired");
  }

  @Test
  void theTimeOfWhatIsKnownEndsToo() throws IOException {
    victim.refreshed();
    victim.sleep(Duration.ofDays(1));
    assertThatThrownBy(victim::refreshed).isInstanceOf(ExpiredException.class);
    for (String role : repository.keys.keySet()) {
      repository.expiries.put(role, NOW.plus(Duration.ofDays(9)));
    }
    repository.publishNext();
    repository.publishNextRoot(repository.keys("root"));
    assertThat(victim.download("a")).isEqualTo("alpha");
  }
}
