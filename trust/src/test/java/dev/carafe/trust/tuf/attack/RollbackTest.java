package dev.carafe.trust.tuf.attack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.trust.tuf.RollbackException;
import dev.carafe.trust.tuf.TestRepository;
import dev.carafe.trust.tuf.Victim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Old software, which was signed once and has known holes, is given for the newest.
class RollbackTest {
  @TempDir private Path folder;

  private final TestRepository repository = new TestRepository();
  private Map<String, byte[]> before = Map.of();

  @BeforeEach
  void publishTwoVersions() {
    before = Map.copyOf(repository.files);
    repository.publishNext();
  }

  private Victim whoHasSeenBoth() throws IOException {
    Victim victim = Victim.of(repository, folder);
    victim.refreshed();
    return victim;
  }

  @Test
  void theWholeRepositoryAsItWasIsRefused() throws IOException {
    Victim victim = whoHasSeenBoth();
    repository.files.clear();
    repository.files.putAll(before);
    assertThatThrownBy(victim::refreshed)
        .isInstanceOf(RollbackException.class)
        .hasMessage("timestamp has version 1, and version 2 was known");
  }

  @Test
  void anOlderSnapshotUnderANewTimestampIsRefused() throws IOException {
    Victim victim = whoHasSeenBoth();
    repository.versions.putAll(Map.of("timestamp", 3L, "snapshot", 1L));
    repository.publish();
    assertThatThrownBy(victim::refreshed)
        .isInstanceOf(RollbackException.class)
        .hasMessage("snapshot has version 1, and version 2 was known");
  }

  @Test
  void olderTargetsUnderANewSnapshotAreRefused() throws IOException {
    Victim victim = whoHasSeenBoth();
    repository.versions.putAll(Map.of("timestamp", 3L, "snapshot", 3L, "targets", 1L));
    repository.publish();
    assertThatThrownBy(victim::refreshed)
        .isInstanceOf(RollbackException.class)
        .hasMessageContaining("version 1 of targets.json, and version 2 was known");
  }

  @Test
  void anOlderRootInTheNextOnesPlaceIsRefused() throws IOException {
    Victim victim = whoHasSeenBoth();
    repository.files.put("2.root.json", repository.file("1.root.json"));
    assertThatThrownBy(victim::refreshed)
        .isInstanceOf(RollbackException.class)
        .hasMessage("root has version 1 where version 2 should be");
  }
}
