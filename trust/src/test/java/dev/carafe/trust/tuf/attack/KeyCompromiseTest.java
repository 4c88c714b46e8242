package dev.carafe.trust.tuf.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.trust.tuf.MalformedMetadataException;
import dev.carafe.trust.tuf.NotSignedException;
import dev.carafe.trust.tuf.Scheme;
import dev.carafe.trust.tuf.SoftwareKey;
import dev.carafe.trust.tuf.TestRepository;
import dev.carafe.trust.tuf.Victim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who has got hold of some keys, fewer than must sign, or of keys that are not trusted any more,
/// signs with them.
class KeyCompromiseTest {
  @TempDir private Path folder;

  private final TestRepository repository = new TestRepository();
  private final SoftwareKey first = repository.keys("root").getFirst();

  @BeforeEach
  void needTwoForTheRoot() {
    repository.keys("root").add(SoftwareKey.generate(Scheme.ED25519));
    repository.rootThreshold = 2;
  }

  @Test
  void oneKeyOfTwoIsNotEnough() throws IOException {
    Victim victim = Victim.of(repository, folder);
    repository.publishNextRoot(List.of(first));
    assertThatThrownBy(victim::refreshed)
        .isInstanceOf(NotSignedException.class)
        .hasMessage("root has valid signatures of 1 keys that may sign it, of 2 that it needs");
  }

  @Test
  void oneKeyThatSignsTwiceIsNotTwo() throws IOException {
    Victim victim = Victim.of(repository, folder);
    repository.files.put(
        "2.root.json", TestRepository.sign(repository.root(), List.of(first, first)));
    assertThatThrownBy(victim::refreshed)
        .isInstanceOf(MalformedMetadataException.class)
        .hasMessageContaining("a key that has not signed before");
  }

  @Test
  void oneKeyUnderTwoNamesIsNotTwo() throws IOException {
    String json = new String(TestRepository.sign(repository.root(), List.of(first)), UTF_8);
    byte[] renamed = json.replace(first.key().id(), "0".repeat(64)).getBytes(UTF_8);
    repository.files.put("1.root.json", renamed);
    assertThatThrownBy(() -> Victim.of(repository, folder))
        .isInstanceOf(MalformedMetadataException.class)
        .hasMessageContaining(first.key().id());
  }

  @Test
  void aRootThatTheOldOnesSignersHaveNotSignedIsRefused() throws IOException {
    Victim victim = Victim.of(repository, folder);
    List<SoftwareKey> strangers =
        List.of(SoftwareKey.generate(Scheme.ED25519), SoftwareKey.generate(Scheme.ECDSA_P256));
    repository.keys.put("root", strangers);
    repository.publishNextRoot(strangers);
    assertThatThrownBy(victim::refreshed).isInstanceOf(NotSignedException.class);
    assertThat(victim.kept("root")).isEqualTo(repository.file("1.root.json"));
  }

  @Test
  void aKeyThatWasExchangedSignsNoMore() throws IOException {
    Victim victim = Victim.of(repository, folder);
    List<SoftwareKey> stolen = repository.keys("targets");
    repository.keys.put("targets", List.of(SoftwareKey.generate(Scheme.ED25519)));
    repository.publishNextRoot(repository.keys("root"));
    repository.publishNext();
    assertThat(victim.download("a")).isEqualTo("alpha");
    repository.keys.put("targets", stolen);
    repository.target("targets", "a", "of the thief");
    repository.publishNext();
    assertThatThrownBy(victim::refreshed)
        .isInstanceOf(NotSignedException.class)
        .hasMessageStartingWith("targets has valid signatures of 0 keys");
  }
}
