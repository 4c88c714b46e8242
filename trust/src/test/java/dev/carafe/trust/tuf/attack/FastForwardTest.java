package dev.carafe.trust.tuf.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.trust.tuf.RollbackException;
import dev.carafe.trust.tuf.Scheme;
import dev.carafe.trust.tuf.SoftwareKey;
import dev.carafe.trust.tuf.TestRepository;
import dev.carafe.trust.tuf.Victim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who had a key for a while has signed a version so high that no honest one would ever be newer.
/// The owners recover by exchanging that key.
class FastForwardTest {
  @TempDir private Path folder;

  private final TestRepository repository = new TestRepository();
  private Victim victim;

  @BeforeEach
  void runAhead() throws IOException {
    victim = Victim.of(repository, folder);
    repository.versions.putAll(Map.of("timestamp", Long.MAX_VALUE, "snapshot", Long.MAX_VALUE));
    repository.publish();
    victim.refreshed();
    repository.versions.putAll(Map.of("timestamp", 2L, "snapshot", 2L));
  }

  @Test
  void honestVersionsAreRefusedAtFirst() {
    repository.publish();
    assertThatThrownBy(victim::refreshed).isInstanceOf(RollbackException.class);
  }

  @Test
  void exchangingTheTimestampsKeyRecovers() throws IOException {
    exchange("timestamp");
    assertThat(victim.download("a")).isEqualTo("alpha");
  }

  @Test
  void exchangingTheSnapshotsKeyRecovers() throws IOException {
    exchange("snapshot");
    assertThat(victim.download("a")).isEqualTo("alpha");
  }

  @Test
  void exchangingTheTargetsKeyDoesNot() {
    exchange("targets");
    assertThatThrownBy(victim::refreshed).isInstanceOf(RollbackException.class);
  }

  private void exchange(String role) {
    repository.keys.put(role, List.of(SoftwareKey.generate(Scheme.ED25519)));
    repository.publishNextRoot(repository.keys("root"));
    repository.publish();
  }
}
