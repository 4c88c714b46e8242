package dev.carafe.trust.tuf.attack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.trust.tuf.AlteredException;
import dev.carafe.trust.tuf.InconsistentException;
import dev.carafe.trust.tuf.TestRepository;
import dev.carafe.trust.tuf.Victim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that were signed at different times are put together to a repository that never was.
class MixAndMatchTest {
  @TempDir private Path folder;

  private final TestRepository repository = new TestRepository();
  private Victim victim;

  @BeforeEach
  void begin() throws IOException {
    victim = Victim.of(repository, folder);
  }

  @Test
  void targetsOfAnotherTimeAreRefused() {
    repository.target("targets", "a", "changed");
    repository.files.put(
        "1.targets.json", repository.signed("targets", repository.targets("targets")));
    assertThatThrownBy(victim::refreshed)
        .isInstanceOf(AlteredException.class)
        .hasMessageStartingWith("targets.json has");
  }

  @Test
  void aSnapshotOfAnotherTimeIsRefused() {
    repository.versions.put("targets", 2L);
    repository.files.put("2.targets.json", repository.file("1.targets.json"));
    repository.files.put("1.snapshot.json", repository.signed("snapshot", repository.snapshot()));
    assertThatThrownBy(victim::refreshed)
        .isInstanceOf(AlteredException.class)
        .hasMessageStartingWith("snapshot.json has");
  }

  @Test
  void aVersionThatIsAnotherThanListedIsRefused() {
    repository.versions.put("snapshot", 2L);
    byte[] second = repository.signed("snapshot", repository.snapshot());
    repository.versions.put("snapshot", 1L);
    repository.files.put("1.snapshot.json", second);
    repository.files.put("timestamp.json", repository.signed("timestamp", repository.timestamp()));
    assertThatThrownBy(victim::refreshed)
        .isInstanceOf(InconsistentException.class)
        .hasMessage("snapshot has version 2, and version 1 is listed");
  }

  @Test
  void aRoleThatTheSnapshotDoesNotListIsRefused() {
    repository.delegate(
        "targets",
        new TestRepository.Delegated("one", repository.keys("targets"), false, List.of("x/*")));
    repository.target("one", "x/1", "of one");
    repository.publishNext();
    repository.targets.remove("one");
    repository.publishNext();
    assertThatThrownBy(() -> victim.download("x/1"))
        .isInstanceOf(InconsistentException.class)
        .hasMessage("the snapshot does not list one.json");
  }
}
