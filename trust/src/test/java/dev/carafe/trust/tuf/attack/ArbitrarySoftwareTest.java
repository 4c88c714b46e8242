package dev.carafe.trust.tuf.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.trust.tuf.AlteredException;
import dev.carafe.trust.tuf.NotSignedException;
import dev.carafe.trust.tuf.Scheme;
import dev.carafe.trust.tuf.SoftwareKey;
import dev.carafe.trust.tuf.TestRepository;
import dev.carafe.trust.tuf.Victim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who has no key gives software of his own in answer to a download.
class ArbitrarySoftwareTest {
  @TempDir private Path folder;

  private final TestRepository repository = new TestRepository();

  @Test
  void softwareInTheTargetsPlaceIsRefused() throws IOException {
    Victim victim = Victim.of(repository, folder);
    repository.files.put(repository.place("a"), "alphA".getBytes(UTF_8));
    assertThatThrownBy(() -> victim.download("a"))
        .isInstanceOf(AlteredException.class)
        .hasMessageContaining("digest");
  }

  @Test
  void softwareThatEndsTooSoonIsRefused() throws IOException {
    Victim victim = Victim.of(repository, folder);
    repository.files.put(repository.place("a"), "al".getBytes(UTF_8));
    assertThatThrownBy(() -> victim.download("a"))
        .isInstanceOf(AlteredException.class)
        .hasMessage("a has 2 bytes instead of 5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"timestamp", "snapshot", "targets"})
  void metadataOfAStrangerIsRefused(String role) throws IOException {
    Victim victim = Victim.of(repository, folder);
    repository.keys.put(role, List.of(SoftwareKey.generate(Scheme.ED25519)));
    repository.publishNext();
    assertThatThrownBy(victim::refreshed)
        .isInstanceOf(NotSignedException.class)
        .hasMessage(role + " has valid signatures of 0 keys that may sign it, of 1 that it needs");
  }
}
