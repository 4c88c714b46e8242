package dev.carafe.trust.tuf.attack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.trust.tuf.AlteredException;
import dev.carafe.trust.tuf.Scheme;
import dev.carafe.trust.tuf.SoftwareKey;
import dev.carafe.trust.tuf.TestRepository;
import dev.carafe.trust.tuf.UnknownTargetException;
import dev.carafe.trust.tuf.Victim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Software that is trusted is given in the place of another that was asked for.
class WrongSoftwareInstallationTest {
  @TempDir private Path folder;

  private final TestRepository repository = new TestRepository();
  private Victim victim;

  @BeforeEach
  void publishAnother() throws IOException {
    victim = Victim.of(repository, folder);
    repository.target("targets", "b", "bravo");
    repository.publishNext();
  }

  @Test
  void anotherTargetOfTheSameLengthIsRefused() {
    repository.files.put(repository.place("a"), repository.file(repository.place("b")));
    assertThatThrownBy(() -> victim.download("a"))
        .isInstanceOf(AlteredException.class)
        .hasMessageStartingWith("a has another digest");
  }

  @Test
  void whoSpeaksForSomeTargetsSpeaksForNoOthers() {
    SoftwareKey one = SoftwareKey.generate(Scheme.ED25519);
    repository.delegate(
        "targets", new TestRepository.Delegated("one", List.of(one), false, List.of("x/*")));
    repository.target("one", "y/1", "not its own");
    repository.publishNext();
    assertThatThrownBy(() -> victim.download("y/1"))
        .isInstanceOf(UnknownTargetException.class)
        .hasMessage("nobody who may speak for y/1 names it");
  }
}
